"""The sections of the settings, and what each of them is asked for by."""

from collections.abc import Mapping

from app import words
from app.ui.settings.backup_pane import BackupPane
from app.ui.settings.clinic_pane import ClinicPane
from app.ui.settings.closures_pane import ClosuresPane
from app.ui.settings.computer_pane import ComputerPane
from app.ui.settings.gate_pane import GatePane
from app.ui.settings.logins_pane import LoginsPane
from app.ui.settings.notice_pane import NoticePane
from app.ui.settings.papers_pane import PapersPane
from app.ui.settings.permissions_pane import PermissionsPane
from app.ui.settings.resources_pane import ResourcesPane
from app.ui.settings.rules_pane import RulesPane
from app.ui.settings.sign_in_pane import SignInPane
from app.ui.settings.visit_types_pane import VisitTypesPane
from app.words.tongue import later

CLINIC = later("Clinic")
PAPERS = later("Papers")
CLOSURES = later("Closures and holidays")
NOTICE = later("Notice and deadlines")
COMPUTER = later("This computer")
SIGN_IN = later("Your sign-in")
LOGINS = later("Logins")

SECTIONS = (
    (CLINIC, "clinic", ClinicPane),
    (later("Rooms, people and pumps"), "room", ResourcesPane),
    (later("Visit types"), "list", VisitTypesPane),
    (later("Gate rules"), "tick", GatePane),
    (later("Packet rules"), "packet", RulesPane),
    (PAPERS, "paper", PapersPane),
    (CLOSURES, "schedule", ClosuresPane),
    (NOTICE, "clock", NoticePane),
    (later("Backup"), "save", BackupPane),
    (COMPUTER, "screen", ComputerPane),
    (SIGN_IN, "person", SignInPane),
    (LOGINS, "patients", LoginsPane),
    (later("Who may do what"), "tick", PermissionsPane),
)
"""What each section is called, its icon, and its pane, which begins and reads anew when asked."""

Pane = (
    ClinicPane
    | ResourcesPane
    | VisitTypesPane
    | GatePane
    | RulesPane
    | PapersPane
    | ClosuresPane
    | NoticePane
    | BackupPane
    | ComputerPane
    | SignInPane
    | LoginsPane
    | PermissionsPane
)

OF_SECTIONS: Mapping[str, str] = {
    CLINIC: "letterhead practice office business details contact "
    "membrete consultorio empresa datos contacto",
    "Rooms, people and pumps": "resources staff therapists nurses doctors employees team equipment "
    "devices seats skills opening working hours shifts schedule add new "
    "recursos salas personas bombas personal terapeutas enfermeras médicos empleados equipo "
    "asientos horario turnos jornada agregar nuevo",
    "Visit types": "appointments kinds phases length duration minutes steps services infusion "
    "tipos de cita fases duración minutos pasos servicios infusión",
    "Gate rules": "readiness requirements clearance ride blocked required waiver checks "
    "requisitos listo autorización acompañante bloqueo obligatorio excepción",
    "Packet rules": "forms consent print which papers when formularios consentimiento imprimir qué",
    PAPERS: "forms consents printing signatures formularios consentimientos firmas impresión",
    CLOSURES: "closed shut vacation days off feriados festivos vacaciones cierre cerrado",
    NOTICE: "cancellation late deadline recall hold "
    "cancelación tarde aviso plazo rellamada reserva",
    "Backup": "copies safety restore drill copias respaldo seguridad restaurar simulacro",
    COMPUTER: "pc desk device window view settings screen equipo ventana vista pantalla puesto",
    SIGN_IN: "my login account authentication mi acceso cuenta sesión",
    LOGINS: "users accounts staff people passwords roles usuarios cuentas accesos contraseñas",
    "Who may do what": "permissions roles rights access permisos roles derechos acceso",
}
"""Other words by which a section is looked for, in both languages; nobody sees them."""

INSIDE: Mapping[str, Mapping[str, str]] = {
    CLINIC: {
        later("Name of the clinic"): "title called rename nombre título llamar",
        later("Address"): "street city zip location where dirección calle ciudad ubicación",
        later("Telephone"): "phone number call teléfono número llamar",
        later("Telephone when the clinic is closed"): "phone number after hours night emergency "
        "on call weekend número fuera de horario noche urgencia guardia fin de semana",
        later("Time zone"): "clock timezone hour reloj huso hora",
    },
    PAPERS: {
        **dict.fromkeys(words.SWITCHES.values(), ""),
        later("Age from which a patient signs alone"): "minor guardian children eighteen "
        "menor edad tutor niños dieciocho",
        later("Without a translation"): "language spanish english interpreter "
        "idioma traducción español inglés intérprete",
    },
    CLOSURES: {
        later(
            "Whose public holidays"
        ): "region state country days off feriados festivos estado país",
    },
    NOTICE: {
        later("Hours of noti&ce for a cancellation"): "late cancel fee tarde cancelar aviso",
        later("&Days before its visit on which a hold ends"): "reserve tentative reserva vence",
        later("Days after a dose &until somebody is called again"): "recall follow-up rellamada "
        "seguimiento volver a llamar",
    },
    "Backup": {
        later("Folder for backups"): "copies where disk stick usb copias dónde disco memoria",
        later("Back &up now"): "make copy hacer copia ahora",
    },
    COMPUTER: {
        later("Light or dark"): "appearance theme mode colour color night bright "
        "apariencia aspecto tema modo noche claro oscuro",
        later("Always high contrast"): "sight eyes see better borders vista ojos ver mejor bordes",
        later("Size of the text"): "font larger smaller bigger zoom percent letters "
        "letra fuente grande pequeña tamaño",
        later("Language"): "spanish english español inglés idioma lengua",
        later("Initials instead of na&mes"): "privacy private hide names confidential screen "
        "privacidad iniciales ocultar nombres confidencial",
        later("Printers"): "printing tray paper both sides duplex copies letters reports slips "
        "impresoras impresión bandeja papel caras dúplex copias cartas informes",
    },
    SIGN_IN: {
        later("New password"): "change own contraseña cambiar clave",
        later("PIN"): "six digits unlock code number dígitos desbloquear código",
        later("&Begin with a telephone"): "second factor two 2fa app authenticator one-time code "
        "segundo factor dos aplicación código teléfono",
    },
    LOGINS: {
        later("Minutes until an unused window locks"): "idle timeout lock screen automatic "
        "bloqueo inactividad minutos pantalla automático",
        later("Make a new recover&y sheet"): "lost forgotten password code print "
        "recuperación perdida olvidada contraseña código hoja",
    },
}
"""What stands in the sections under the name of its control, and other words for it."""
