-- Every quarter by rep, by the teams above and in all, with quota and gap: what
-- the forecast prints, from the roll-up.
with recursive above(owner, node) as (
	select handle, 'rep/' || handle from rep
	union all select handle, 'team/' || team from rep
	union all select owner, iif(parent = '', 'total', 'team/' || parent)
		from above join team on node = 'team/' || team.key),
figure as (
	select owner, quarter, currency, null quota, won, pipeline, weighted,
		deals_won, deals_open from rollup
	union all select substr(holder, 5), period, currency,
		value * case currency when 'JPY' then 1 else 100 end,
		0, 0, 0, 0, 0 from quota)
select quarter, node, currency, sum(quota), sum(won), sum(quota) - sum(won),
	sum(pipeline), sum(weighted), sum(deals_won), sum(deals_open)
from figure join above using (owner)
group by 1, 2, 3;
