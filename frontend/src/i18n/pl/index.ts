import app from './app.json'
import canvas from './canvas.json'
import channels from './channels.json'
import editor from './editor.json'
import forms from './forms.json'
import journeys from './journeys.json'
import live from './live.json'
import mail from './mail.json'
import messages from './messages.json'
import outline from './outline.json'
import presence from './presence.json'
import templates from './templates.json'
import versions from './versions.json'

export default {
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
