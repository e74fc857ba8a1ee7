-- Where a company's days begin and end; those that are here get the zone of their country.
alter table companies add column time_zone varchar(64) collate "C" not null default 'Asia/Kolkata';
update companies set time_zone = case country
    when 'AE' then 'Asia/Dubai' when 'SA' then 'Asia/Riyadh' when 'QA' then 'Asia/Qatar' when 'BH' then 'Asia/Bahrain'
    when 'KW' then 'Asia/Kuwait' when 'OM' then 'Asia/Muscat' when 'JO' then 'Asia/Amman' when 'PK' then 'Asia/Karachi'
    when 'LK' then 'Asia/Colombo' when 'NP' then 'Asia/Kathmandu' when 'BD' then 'Asia/Dhaka' when 'SG' then 'Asia/Singapore'
    when 'MY' then 'Asia/Kuala_Lumpur' when 'JP' then 'Asia/Tokyo' when 'KR' then 'Asia/Seoul' when 'VN' then 'Asia/Ho_Chi_Minh'
    when 'TN' then 'Africa/Tunis' when 'GB' then 'Europe/London' else 'UTC' end
    where country <> 'IN';
