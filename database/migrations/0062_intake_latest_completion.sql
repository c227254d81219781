-- One call may declare a dossier twice, at one instant: which of the two is the latest needs a number.

alter table intake.completion add column step bigint not null default nextval('intake.step');
drop index intake.completion_dossier;
create index completion_dossier on intake.completion (source, dossier_code, step desc);
