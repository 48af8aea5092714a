-- Quota, won and gap of a quarter by rep, by their teams and in all.
with node(node, owner) as (
	select 'rep/' || handle, handle from rep
	union all select 'team/' || team, handle from rep
	union all select 'total', handle from rep)
select node, q.currency, sum(value) * case q.currency when 'JPY' then 1
		else 100 end quota,
	ifnull(sum(won), 0),
	sum(value) * case q.currency when 'JPY' then 1 else 100 end -
		ifnull(sum(won), 0)
from node join quota q on holder = 'rep/' || node.owner
left join rollup r on r.owner = node.owner and r.quarter = q.period
	and r.currency = q.currency
group by 1, 2;
