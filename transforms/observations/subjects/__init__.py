"""Subjects: whose value it is. Fronts of clauses, topics of paragraphs and owners; ``station`` runs them."""
