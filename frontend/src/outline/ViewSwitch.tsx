import { IconListTree, IconSitemap } from '@tabler/icons-react'
import { toggleOutline } from '../editor/commands'
import { useEditor } from '../editor/context'
import { CommandButton } from '../panels/CommandButton'

/** Drawing or list: the icon is of the one that is not shown. */
export function ViewSwitch() {
  const view = useEditor((state) => state.view)
  return <CommandButton command={toggleOutline} icon={view === 'outline' ? IconSitemap : IconListTree} />
}
