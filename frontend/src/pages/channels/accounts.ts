/** The workspace's accounts, and what this installation offers. */
import { useGet, useList } from '../../api/hooks'
import type { components } from '../../generated/api'

type Shapes = components['schemas']
export type Account = Shapes['AccountRow']
export type AccountKind = Shapes['KindRow']
export type Provider = Shapes['ProviderRow']
export type TestResult = Shapes['TestResult']

export const useKinds = () => useGet<AccountKind[]>('/accounts/kinds')
export const useAccounts = () => useList<Account>('/accounts', {}, { every: 10_000 })

export const providerOf = (kinds: AccountKind[] | undefined, account: Account): Provider | undefined =>
  kinds
    ?.find(({ channel }) => channel === account.channel)
    ?.providers.find(({ provider }) => provider === account.provider)
