"""How many people with social anxiety were better after ketamine and after saltwater."""

from app.documents.figures.people import Row, picture

PICTURE = picture(
    (Row("ketamine", 18, 6), Row("saltwater", 17, 0)),
    {
        "en": {
            "alt": "Rows of people. After ketamine 6 of 18 people were much better. After "
            "saltwater none of 17 people were.",
            "ketamine": "After ketamine",
            "ketamine-count": "6 of 18",
            "ketamine-words": "much better",
            "saltwater": "After saltwater (the placebo)",
            "saltwater-count": "0 of 17",
            "saltwater-words": "much better",
        },
        "es": {
            "alt": "Filas de personas. Con ketamina, 6 de 18 personas mejoraron mucho. Con agua "
            "salada, ninguna de 17.",
            "ketamine": "Después de la ketamina",
            "ketamine-count": "6 de 18",
            "ketamine-words": "mucho mejor",
            "saltwater": "Después del agua salada (el placebo)",
            "saltwater-count": "0 de 17",
            "saltwater-words": "mucho mejor",
        },
    },
)
