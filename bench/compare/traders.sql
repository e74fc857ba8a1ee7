select 'offer', {o.vendor_id}, {o.id}, {o.product_id}, o.sku, p.title, o.pack_size, a.amount_minor, {a.change_id}, p.tax_class
from offers o join prices a on a.offer_id = o.id join products p on p.id = o.product_id join companies c on c.id = o.vendor_id
where o.currency = 'INR' and o.state = 'active' and p.state = 'published' and c.state = 'approved' and c.currency = 'INR';
select 'retailer', {o.id}, {m.user_id}
from companies o join memberships m on m.company_id = o.id
where o.kind = 'retailer' and o.currency = 'INR' and o.state = 'approved' and m.role = 'owner';
