import { IconUsers } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { Link, useParams } from 'react-router'
import { useList } from '../../api/hooks'
import type { Customer } from '../../api/types'
import { type Column, DataList } from '../../ui/DataList'
import { EmptyState } from '../../ui/EmptyState'
import { ListBar, SearchField, TwoLines } from '../../ui/ListBar'
import { customerName, valueText } from '../../ui/names'
import { PageBody, PageHeader } from '../../ui/PageHeader'
import { RelativeTime } from '../../ui/RelativeTime'
import { useUrlState } from '../../ui/url'

function useCustomerColumns(): Column<Customer>[] {
  const { t } = useTranslation()
  return [
    {
      id: 'name',
      title: t('customers.one'),
      cell: (customer) => (
        <TwoLines
          first={customerName(customer)}
          second={customer.user_id ?? t('customers.anonymous', { id: customer.anonymous_id ?? '–' })}
        />
      ),
    },
    {
      id: 'email',
      title: t('customers.email'),
      hideBelow: 'sm',
      cell: (customer) => valueText(customer.profile?.email),
    },
    {
      id: 'zone',
      title: t('customers.zone'),
      hideBelow: 'md',
      width: 180,
      cell: (customer) => customer.zone ?? '–',
    },
    {
      id: 'seen',
      title: t('customers.seen'),
      width: 120,
      align: 'right',
      cell: (customer) => <RelativeTime at={customer.seen_at} />,
    },
    {
      id: 'created',
      title: t('customers.since'),
      width: 120,
      align: 'right',
      hideBelow: 'sm',
      cell: (customer) => <RelativeTime at={customer.created_at} />,
    },
  ]
}

export default function Customers() {
  const { t } = useTranslation()
  const { slug } = useParams()
  const { get } = useUrlState()
  const search = get('search')
  const query = useList<Customer>('/customers', { search })
  const columns = useCustomerColumns()
  return (
    <PageBody>
      <PageHeader title={t('place.customers')} line={t('customers.line')} />
      <ListBar>
        <SearchField label={t('customers.search')} />
      </ListBar>
      <DataList
        label={t('place.customers')}
        query={query}
        columns={columns}
        rowKey={(customer) => customer.id}
        rowTo={(customer) => `/w/${slug}/customers/${customer.id}`}
        empty={
          <EmptyState icon={IconUsers} title={t(search ? 'customers.noneFit.title' : 'customers.none.title')}>
            {search ? (
              t('customers.noneFit.line', { search })
            ) : (
              <>
                {t('customers.none.line')} <Link to={`/w/${slug}/start`}>{t('events.none.how')}</Link>
              </>
            )}
          </EmptyState>
        }
      />
    </PageBody>
  )
}
