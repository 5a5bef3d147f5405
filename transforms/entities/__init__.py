"""Who and what an article names: people, organisations, places, initiatives, quotations."""
