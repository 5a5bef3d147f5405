"""What stands behind a place and belongs to its name: towns and villages, zones, and the parts of countries."""

from __future__ import annotations

import re

# What may follow a chain and still belong to it: 观音寺镇, 枫桥镇枫源村, 余村. Words of grammar and the
# first characters of 乡村, 城镇, 村民 keep out what is no name (江苏乡村振兴, 贵州各乡镇).
_NAME = r"[^\W\d_a-zA-Z的了在是和与及、各多全每等有把被从向对将为省市县区乡镇村农城小新这那某该两几一]"
TOWN = re.compile(
    rf"(?:{_NAME}{{2,5}}?(?:镇(?![静痛压定区])|乡(?![村镇亲])|街道(?!办?的)|苏木))?(?:{_NAME}{{1,4}}?村(?!庄|委|级|口|落|寨|里|民[^主])|{_NAME}{{2,5}}?社区(?=[，。、的居党]|毗|是|位))?"
)
ZONE = re.compile(
    r"[^\W\d_a-zA-Z的了在是和与为将把建打推获设、]{0,4}?(?:新片区|新区|自贸区|自贸试验区|自由贸易试验区|自贸港|自由贸易港|经开区|高新区|开发区)"
)
# A state, city or island after its country, in the characters that transliterate (美国|佛蒙特州, 意大利|撒丁岛).
_SOUND = (
    "[阿埃艾安奥澳巴拜班邦包鲍贝本比彼宾波伯博布卜查茨达大丹道德登迪蒂丁东杜顿多厄恩尔法凡方菲费芬丰佛弗福富盖甘冈高戈哥格根贡古瓜圭哈海汉豪赫黑亨胡华怀惠霍基吉加贾简杰金喀卡"
    "凯坎康考柯科克肯孔库夸奎昆拉莱赖兰朗劳勒雷蕾黎里理利立列林伦隆卢鲁路吕伦罗洛马玛麦迈曼芒毛茅梅美门蒙米密明摩莫默姆木穆拿那纳南瑙内尼宁纽努诺欧帕派潘庞佩彭皮平坡珀普齐奇契恰乔琼丘热日荣茹瑞若萨塞"
    "桑瑟森沙莎山尚绍舍申圣施什石史士世斯松苏索所塔台泰坦唐汤特腾提田廷通图土托脱瓦万旺威韦为维卫魏温文翁沃乌吾武伍西希锡夏肖谢辛新休许雪亚延雅扬耶叶伊依易因英永尤于约赞泽扎詹哲珍芝治朱兹宗祖佐荷玫]"
)
FOREIGN_PART = re.compile(rf"{_SOUND}{{2,7}}?(?:州|省|市|县|岛|郡|大区)(?!长|民|政)")
