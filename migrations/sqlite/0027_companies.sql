-- The countries that a vendor delivers to, by their codes with commas between; none said means its own.
alter table companies add column delivers_to text null;
