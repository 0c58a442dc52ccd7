"""Names that a text cannot do without, each counted as two syllables when a text is graded."""

_NAMES = """
ketamine esketamine spravato lozenge lozenges glutamate naloxone naltrexone buprenorphine
methadone benzodiazepine benzodiazepines antidepressant antidepressants opioid opioids
lamotrigine lithium maoi maois cannabis marijuana psilocybin anesthesia dissociation
depression bipolar anxiety ocd ptsd crps psychosis mania aneurysm avm ect tms fda hipaa rems
medicaid medicare psychotherapy telehealth
ketamina esketamina glutamato naltrexona buprenorfina benzodiacepina benzodiacepinas
antidepresivo antidepresivos opioide opioides anestesia disociación depresión ansiedad
psicoterapia
"""

NAMES = frozenset(_NAMES.split())
"""Drugs, conditions, programmes and kinds of care, in small letters; at most sixty."""
