"""The fixed words that pages carry besides their text, by language; English where missing."""

from collections.abc import Mapping

_ENGLISH: Mapping[str, str] = {
    "kind-consent": "Consent",
    "kind-agreement": "Agreement",
    "kind-disclosure": "What you should know",
    "kind-instructions": "Instructions",
    "kind-education": "To read at home",
    "kind-statement": "Statement",
    "born": "Born {born}",
    "patient": "Patient",
    "date-of-birth": "Date of birth",
    "chart": "Chart number",
    "version": "Version {version}",
    "effective": "in effect from {day}",
    "printed": "Printed {printed}",
    "code": "Code",
    "page": "Page {page} of {pages}",
    "blank": "This side is left blank on purpose.",
    "draft": "DRAFT",
    "initials": "Initials",
    "signature": "Signature",
    "date": "Date",
    "time": "Time",
    "printed-name": "Printed name",
    "by-hand": "{what}: to be filled in by hand",
    "to-tick": "{what}: a box to tick",
    "sign-patient": "Patient",
    "sign-patient-representative": "Patient, or the person who signs for the patient",
    "sign-prescriber": "Prescriber",
    "sign-therapist": "Therapist",
    "sign-nurse": "Nurse",
    "sign-witness": "Witness",
    "sign-interpreter": "Interpreter",
    "sign-representative": "Person who signs for the patient",
    "sign-escort": "Adult who takes the patient home",
    "sign-guardian": "Parent or guardian",
    "sign-adolescent": "Young person",
    "sign-staff": "Clinic staff",
    "sign-guarantor": "Person who pays",
    "reaffirm": "No change in my health, medicines, or pregnancy. I\u00a0still\u00a0agree.",
    "plan": "Your visits",
    "plan-call": "If a time does not suit you, or you cannot come, call {phone}.",
    "plan-after-hours": "After hours: {phone}.",
    "plan-none": "No visits are planned.",
    "plan-changes": "Times can change. This list is as it was when it was printed.",
    "plan-day": "Day",
    "plan-time": "Time",
    "plan-what": "What",
    "plan-where": "Where",
    "plan-bring": "What to bring",
    "request": "Request for a referral letter",
    "evidence": "How sure is this?",
    "sources": "Where this comes from",
    "source-read": "{label} ({date}). {url}",
}

_SPANISH: Mapping[str, str] = {
    "kind-consent": "Consentimiento",
    "kind-agreement": "Acuerdo",
    "kind-disclosure": "Lo que debe saber",
    "kind-instructions": "Instrucciones",
    "kind-education": "Para leer en casa",
    "kind-statement": "Declaración",
    "born": "Fecha de nacimiento: {born}",
    "patient": "Paciente",
    "date-of-birth": "Fecha de nacimiento",
    "chart": "Número de expediente",
    "version": "Versión {version}",
    "effective": "vigente desde el {day}",
    "printed": "Impreso: {printed}",
    "code": "Código",
    "page": "Página {page} de {pages}",
    "blank": "Esta cara se deja en blanco a propósito.",
    "draft": "BORRADOR",
    "initials": "Iniciales",
    "signature": "Firma",
    "date": "Fecha",
    "time": "Hora",
    "printed-name": "Nombre en letra de molde",
    "by-hand": "{what}: para llenar a mano",
    "to-tick": "{what}: una casilla para marcar",
    "sign-patient": "Paciente",
    "sign-patient-representative": "Paciente, o la persona que firma por el paciente",
    "sign-prescriber": "Profesional que receta",
    "sign-therapist": "Terapeuta",
    "sign-nurse": "Enfermera o enfermero",
    "sign-witness": "Testigo",
    "sign-interpreter": "Intérprete",
    "sign-representative": "Persona que firma por el paciente",
    "sign-escort": "Adulto que lleva al paciente a casa",
    "sign-guardian": "Padre, madre o tutor legal",
    "sign-adolescent": "Joven",
    "sign-staff": "Personal de la clínica",
    "sign-guarantor": "Persona que paga",
    "reaffirm": "Sin cambios en mi salud, mis medicinas ni embarazo. Sigo\u00a0de\u00a0acuerdo.",
    "plan": "Sus citas",
    "plan-call": "Si una hora no le conviene o no puede venir, llame al {phone}.",
    "plan-after-hours": "Fuera de horario: {phone}.",
    "plan-none": "No hay citas previstas.",
    "plan-changes": "Las horas pueden cambiar. Esta lista es la que había al imprimirla.",
    "plan-day": "Día",
    "plan-time": "Hora",
    "plan-what": "Qué",
    "plan-where": "Dónde",
    "plan-bring": "Qué traer",
    "request": "Solicitud de una carta de referencia",
    "evidence": "¿Qué tan seguro es esto?",
    "sources": "De dónde viene esto",
    "source-read": "{label} ({date}). {url}",
}

_LABELS: Mapping[str, Mapping[str, str]] = {"en": _ENGLISH, "es": _SPANISH}


def label(name: str, language: str, **facts: object) -> str:
    """A fixed word or phrase of the page, with its facts filled in."""
    words = _LABELS.get(language, _ENGLISH).get(name) or _ENGLISH[name]
    for key, value in facts.items():
        words = words.replace(f"{{{key}}}", str(value))
    return words


def signer(who: str, language: str) -> str:
    """What a signer is called above the signature."""
    known = f"sign-{who}" in _ENGLISH
    return label(f"sign-{who}", language) if known else who.replace("-", " ").capitalize()
