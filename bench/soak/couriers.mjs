// What happens to an order that is packed: staff choose a partner, the partner a rider, the rider brings it.

/** A round of all of them; resolves when it is over, and does nothing while the one before goes on. */
export function couriers({ ask, api, who, parts }) {
  const { dispatcher } = who.staff;
  const { partner, rider } = who;
  const list = async (kind, email, state) => {
    const answer = await ask(kind, 'GET', `/api/deliveries?state=${state}&limit=50`, api(email));
    return answer ? JSON.parse(answer.text()).items : [];
  };
  async function round() {
    for (const { id } of await list('deliveries', dispatcher, 'unassigned')) await ask('partner chosen', 'POST', `/api/deliveries/${id}/partner`, api(dispatcher), { partner_id: rider.company });
    for (const { id } of await list('deliveries', partner, 'offered')) await ask('rider chosen', 'POST', `/api/deliveries/${id}/rider`, api(partner), { rider_id: rider.id });
    for (const { id } of await list('rides', rider.email, 'assigned')) await ask('picked up', 'POST', `/api/deliveries/${id}/pickup`, api(rider.email));
    for (const { id, vendor_order_id: part } of await list('rides', rider.email, 'picked_up')) {
      const { order, buyer } = parts.get(part) ?? {};
      if (!order) continue;
      const tracking = await ask('tracking', 'GET', `/api/orders/${order}/tracking`, api(buyer));
      const code = tracking && JSON.parse(tracking.text()).find(({ vendor_order_id: one }) => one === part)?.proof_code;
      if (code && (await ask('delivered', 'POST', `/api/deliveries/${id}/completion`, api(rider.email), { proof_code: code }))) parts.delete(part);
    }
  }
  let going;
  return () => (going ??= round().finally(() => (going = undefined)));
}
