"""The same guards on PostgreSQL: a constraint, triggers and what the triggers do.

Each is written as the server's catalogue gives it back, so that one text makes it and finds it
changed at a later open.
"""

from collections.abc import Mapping

from sqlalchemy import DDL, Connection, MetaData, event

SERVER_GUARDS: Mapping[str, str] = {
    "refuse": """CREATE OR REPLACE FUNCTION public.refuse()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
  RAISE EXCEPTION USING MESSAGE = TG_ARGV[0], ERRCODE = 'integrity_constraint_violation';
END $function$
""",
    # A lane and a minute as one number, so that no extension is needed to compare both.
    "claim_overlap": "EXCLUDE USING gist (int8range("
    "(((lane_id)::bigint << 32) + start_min), "
    "(((lane_id)::bigint << 32) + end_min)) WITH &&)",
    "claim_immutable": "CREATE TRIGGER claim_immutable BEFORE UPDATE ON public.claim "
    "FOR EACH ROW EXECUTE FUNCTION refuse('claims are immutable')",
    # It may count where the desks may not; what it asks of is whose session it is.
    "audit_next": """CREATE OR REPLACE FUNCTION public.audit_next()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
DECLARE
  last record;
BEGIN
  IF NEW.who NOT IN (session_user, 'clinic')
  AND NOT pg_has_role(session_user, current_user, 'MEMBER') THEN
    RAISE EXCEPTION 'audit by somebody else' USING ERRCODE = 'AN001';
  END IF;
  SELECT seq, hash INTO last FROM public.audit ORDER BY seq DESC LIMIT 1;
  IF NEW.seq IS DISTINCT FROM coalesce(last.seq, 0) + 1
  OR NEW.previous IS DISTINCT FROM coalesce(last.hash, '') THEN
    RAISE EXCEPTION 'audit out of order' USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  INSERT INTO public.audit_count (id, given) VALUES (1, NEW.seq)
  ON CONFLICT (id) DO UPDATE SET given = excluded.given;
  RETURN NEW;
END $function$
""",
    "audit_in_order": "CREATE TRIGGER audit_in_order BEFORE INSERT ON public.audit "
    "FOR EACH ROW EXECUTE FUNCTION audit_next()",
    "audit_no_update": "CREATE TRIGGER audit_no_update BEFORE UPDATE ON public.audit "
    "FOR EACH ROW EXECUTE FUNCTION refuse('the audit is never changed')",
    "audit_no_delete": "CREATE TRIGGER audit_no_delete BEFORE DELETE ON public.audit "
    "FOR EACH ROW EXECUTE FUNCTION refuse('the audit is never deleted')",
    "audit_no_truncate": "CREATE TRIGGER audit_no_truncate BEFORE TRUNCATE ON public.audit "
    "FOR EACH STATEMENT EXECUTE FUNCTION refuse('the audit is never deleted')",
}
"""Every function, constraint and trigger by its name, in the order in which they are made."""

FOUND = """
WITH trigger AS (
  SELECT t.* FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid
  WHERE c.relnamespace = 'public'::regnamespace AND NOT t.tgisinternal AND t.tgenabled = 'O'
)
SELECT tgname, pg_get_triggerdef(oid) FROM trigger
UNION SELECT proname, pg_get_functiondef(oid) FROM pg_proc WHERE oid IN (SELECT tgfoid FROM trigger)
UNION SELECT conname, pg_get_constraintdef(oid) FROM pg_constraint
  WHERE contype = 'x' AND connamespace = 'public'::regnamespace
UNION SELECT rulename, definition FROM pg_rules WHERE schemaname = 'public'
"""
"""What the server has of these; a trigger that is switched off is none, a rule is one too many."""


def guards_found(connection: Connection) -> dict[str, str]:
    """The guards that a clinic on a server has."""
    found = connection.exec_driver_sql(FOUND)
    return dict(found.all())


def guard_on_server(metadata: MetaData) -> None:
    """Have the guards made whenever the tables are made on a server."""
    for name, definition in SERVER_GUARDS.items():
        made = DDL(statement(name, definition)).execute_if(dialect="postgresql")
        event.listen(metadata, "after_create", made)


def statement(name: str, definition: str) -> str:
    """What makes a guard: its definition, which for a constraint lacks name and table."""
    if definition.startswith("EXCLUDE"):
        return f"ALTER TABLE {name.split('_', maxsplit=1)[0]} ADD CONSTRAINT {name} {definition}"
    return definition
