"""Who may do what at the server itself: a desk's login works, and only the owner's changes tables.

Each person has a login of their own at the server, a member of the role of the clinic's desks. So
the server knows who writes, and what the program would never do it refuses as well.
"""

from sqlalchemy import Connection

OWNS = """
SELECT pg_has_role(session_user, tableowner, 'MEMBER') FROM pg_tables WHERE tablename = 'clinic'
"""

SET_UP = """
DO $$
DECLARE
  desk text := current_database() || '_desk';
BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = desk) THEN
    EXECUTE format('CREATE ROLE %I NOLOGIN', desk);
  END IF;
  EXECUTE format('REVOKE ALL ON DATABASE %I FROM PUBLIC', current_database());
  EXECUTE format('GRANT CONNECT ON DATABASE %I TO %I', current_database(), desk);
  REVOKE ALL ON SCHEMA public FROM PUBLIC;
  EXECUTE format('GRANT USAGE ON SCHEMA public TO %I', desk);
  EXECUTE format(
    'GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO %I', desk);
  EXECUTE format('GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO %I', desk);
  EXECUTE format('REVOKE UPDATE, DELETE ON audit, archive FROM %I', desk);
  EXECUTE format('REVOKE UPDATE ON claim FROM %I', desk);
  EXECUTE format('REVOKE INSERT, UPDATE, DELETE ON audit_count, alembic_version FROM %I', desk);
  ALTER TABLE draft ENABLE ROW LEVEL SECURITY;
  DROP POLICY IF EXISTS draft_own ON draft;
  CREATE POLICY draft_own ON draft USING (login = session_user);
  IF to_regclass('pin') IS NOT NULL THEN -- an older clinic has none yet
    ALTER TABLE pin ENABLE ROW LEVEL SECURITY;
    DROP POLICY IF EXISTS pin_own ON pin;
    CREATE POLICY pin_own ON pin USING (login = session_user);
  END IF;
EXCEPTION WHEN insufficient_privilege THEN
  RAISE NOTICE 'the owner may not make roles: the clinic is its owner''s alone';
END $$
"""
"""Makes the role and says what it may; it is called like the database, with `_desk` after it.

What somebody has begun to type only they see, and what is kept of their PIN, of which six digits
could be tried in an hour by whoever has it.
"""


def set_up_roles(connection: Connection) -> None:
    """Have the desks' role, and let it do what a desk does; once more after each migration."""
    connection.exec_driver_sql(SET_UP.replace("%", "%%"))


def may_change_tables(connection: Connection) -> bool:
    """Whether whoever is connected owns the clinic's tables, and so brings them forward."""
    return bool(connection.exec_driver_sql(OWNS).scalar_one_or_none())
