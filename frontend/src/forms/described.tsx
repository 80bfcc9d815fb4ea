import classes from './forms.module.css'

/** A field's help, and quietly below it what is still to be filled in. */
export const described = (help: string | undefined, needed: string | undefined) =>
  needed ? (
    <>
      {help && <span className={classes.helpBefore}>{help}</span>}
      <span className={classes.needed}>{needed}</span>
    </>
  ) : (
    help
  )
