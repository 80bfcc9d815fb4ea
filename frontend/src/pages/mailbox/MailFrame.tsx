import classes from './mailbox.module.css'

interface MailFrameProps {
  html: string
  title: string
  phone: boolean
}

/** Links open elsewhere; scripts, forms and our own page are out of the mail's reach. */
const SANDBOX = 'allow-popups allow-popups-to-escape-sandbox'

/** The mail on white paper, whatever the scheme of the product: so the customer would see it. */
export function MailFrame({ html, title, phone }: MailFrameProps) {
  return (
    <div className={classes.desk}>
      <iframe
        className={classes.paper}
        data-phone={phone || undefined}
        sandbox={SANDBOX}
        srcDoc={`<base target="_blank">${html}`}
        title={title}
        referrerPolicy="no-referrer"
      />
    </div>
  )
}
