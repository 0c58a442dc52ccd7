"""On a server nobody writes into the audit under somebody else's login."""

from alembic import op

revision = "0017"
down_revision = "0016"

AUDIT_NEXT = """CREATE OR REPLACE FUNCTION public.audit_next()
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
"""


def upgrade() -> None:
    if op.get_context().dialect.name == "postgresql":
        op.execute(AUDIT_NEXT)
