"""All the people of two small studies of ketamine for OCD, and how many were clearly better."""

from app.documents.figures.people import Row, picture

PICTURE = picture(
    (Row("ketamine", 8, 4), Row("saltwater", 7, 0), Row("open", 10, 0)),
    {
        "en": {
            "alt": "Rows of people. In 2013, 4 of 8 people were better a week after ketamine and "
            "none of 7 after saltwater. In 2012, none of 10 people were better within three "
            "days of ketamine.",
            "ketamine": "2013: one week after ketamine",
            "ketamine-count": "4 of 8",
            "ketamine-words": "clearly better",
            "saltwater": "2013: one week after saltwater (the placebo)",
            "saltwater-count": "0 of 7",
            "saltwater-words": "clearly better",
            "open": "2012: within three days of ketamine, no placebo group",
            "open-count": "0 of 10",
            "open-words": "clearly better",
        },
        "es": {
            "alt": "Filas de personas. En 2013, 4 de 8 personas mejoraron una semana después de "
            "la ketamina y ninguna de 7 con agua salada. En 2012, ninguna de 10 mejoró en los "
            "tres días después de la ketamina.",
            "ketamine": "2013: una semana después de la ketamina",
            "ketamine-count": "4 de 8",
            "ketamine-words": "claramente mejor",
            "saltwater": "2013: una semana después del agua salada (el placebo)",
            "saltwater-count": "0 de 7",
            "saltwater-words": "claramente mejor",
            "open": "2012: a los tres días de la ketamina, sin placebo",
            "open-count": "0 de 10",
            "open-words": "claramente mejor",
        },
    },
)
