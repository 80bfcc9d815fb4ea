/** The shop's colours and logo, as far as blocks use them. */
export interface Brand {
  colour: string
  button_text: string
  background: string
  text_colour: string
  logo: string
  name: string
  address: string
}

/** While a workspace has said nothing of itself. */
export const PLAIN: Brand = {
  colour: '#3b5bdb',
  button_text: '#ffffff',
  background: '#f4f5f7',
  text_colour: '#1c1e23',
  logo: '',
  name: '',
  address: '',
}
