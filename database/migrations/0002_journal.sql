-- The journal's chain: every history table registers itself, its rows are queued by a trigger in the transaction
-- that writes them, and one sealer chains what is queued. See docs/decisions/0006-journal-by-grant-and-sealer.md.

alter table platform.journal add column agency_id uuid;
create index journal_agency on platform.journal (agency_id, id) where agency_id is not null;

create table platform.sealed_table (
  name text primary key,
  key_column text not null,
  key_type text not null,
  time_column text not null,
  registered_at timestamptz not null default now()
);
comment on table platform.sealed_table is
  'Which history tables the sealer chains, by which key, and which column says when a row was recorded.';
grant select on platform.sealed_table to khoso_app;

create table platform.unsealed_row (
  id bigint generated always as identity primary key,
  table_name text not null,
  row_key text not null
);
comment on table platform.unsealed_row is
  'Rows of history that wait for the sealer, at most about a second; written by trigger with the row itself.';
grant select, insert, delete on platform.unsealed_row to khoso_app;

create table platform.journal_seal (
  batch bigint primary key check (batch > 0),
  head text not null unique check (head ~ '^[0-9a-f]{64}$'),
  statement text not null,
  key_id text not null,
  signature bytea not null,
  sealed_at timestamptz not null
);
comment on table platform.journal_seal is
  'History: the chain of heads. The statement names the head before it and a digest of each table''s rows; head is its SHA-256.';
grant select, insert on platform.journal_seal to khoso_app;

create table platform.journal_seal_part (
  batch bigint not null references platform.journal_seal (batch),
  table_name text not null,
  row_keys text[] not null,
  row_hashes bytea not null,
  primary key (batch, table_name),
  check (octet_length(row_hashes) = 32 * cardinality(row_keys))
);
comment on table platform.journal_seal_part is
  'History: exactly which rows of one table a batch covers, by key, and the SHA-256 of each, one after another.';
grant select, insert on platform.journal_seal_part to khoso_app;

create table platform.journal_time_stamp (
  id bigint generated always as identity primary key,
  batch bigint not null references platform.journal_seal (batch),
  token bytea not null,
  stamped_at timestamptz not null
);
create index journal_time_stamp_batch on platform.journal_time_stamp (batch);
comment on table platform.journal_time_stamp is
  'History: RFC 3161 tokens over heads; a token over a head proves the time of every head before it.';
grant select, insert on platform.journal_time_stamp to khoso_app;

-- Once per statement, so that a bulk insert costs one more statement and not one more row trigger each.
create function platform.queue_for_seal() returns trigger language plpgsql as $$
begin
  execute format('insert into platform.unsealed_row (table_name, row_key) select $1, %I::text from inserted', tg_argv[0])
    using format('%I.%I', tg_table_schema, tg_table_name);
  return null;
end $$;

-- A module's migration says `select platform.seal_history('results.state_change', 'id', 'recorded_at')`.
create function platform.seal_history(history regclass, key_column text, time_column text) returns void
language plpgsql as $$
declare
  full_name text;
  type_name text;
begin
  select format('%I.%I', n.nspname, c.relname) into full_name
    from pg_class c join pg_namespace n on n.oid = c.relnamespace where c.oid = history;
  select format_type(a.atttypid, null) into strict type_name
    from pg_attribute a where a.attrelid = history and a.attname = key_column and a.attnum > 0;
  insert into platform.sealed_table (name, key_column, key_type, time_column)
    values (full_name, key_column, type_name, time_column);
  execute format('create trigger queue_for_seal after insert on %s referencing new table as inserted
    for each statement execute function platform.queue_for_seal(%L)', full_name, key_column);
  execute format('insert into platform.unsealed_row (table_name, row_key) select $1, %I::text from %s order by %I',
    key_column, full_name, time_column) using full_name;
end $$;

select platform.seal_history('platform.journal', 'id', 'recorded_at');
select platform.seal_history('platform.event', 'id', 'recorded_at');
select platform.seal_history('platform.file', 'digest', 'stored_at');
select platform.seal_history('platform.file_key', 'id', 'wrapped_at');
