-- Staff are added and switched off by letter; one who stays away is switched off by itself; a tie can be released.

alter table platform.staff add column last_signed_in_at timestamptz;
comment on column platform.staff.last_signed_in_at is 'Null: has not signed in since staff sign in here.';

alter table platform.account drop constraint account_provider_subject_key;
alter table platform.account drop constraint account_provider_kind_person_id_key;
create index account_subject on platform.account (provider, subject);
create index account_person on platform.account (provider, kind, person_id);

create table platform.account_release (
  id uuid primary key references platform.account (id),
  letter text not null,
  released_at timestamptz not null
);
comment on table platform.account_release is
  'History: ties of an issuer''s subject to a person that hold no more, with the letter that says so.';
grant select, insert on platform.account_release to khoso_app;

select platform.seal_history('platform.account_release', 'id', 'released_at');
