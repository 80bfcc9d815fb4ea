/** The namespaces, with the texts that every other language falls back on. */
import app from './en/app.json'
import canvas from './en/canvas.json'
import channels from './en/channels.json'
import editor from './en/editor.json'
import forms from './en/forms.json'
import journeys from './en/journeys.json'
import live from './en/live.json'
import mail from './en/mail.json'
import messages from './en/messages.json'
import outline from './en/outline.json'
import presence from './en/presence.json'
import templates from './en/templates.json'
import versions from './en/versions.json'

export const english = {
  app,
  canvas,
  channels,
  editor,
  forms,
  journeys,
  live,
  mail,
  messages,
  outline,
  presence,
  templates,
  versions,
}
