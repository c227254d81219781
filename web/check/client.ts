// The check page's script: says that it is at work. Everything else the server does, with script or without.
const form = document.getElementById('ask') as HTMLFormElement
const waiting = document.getElementById('waiting') as HTMLElement

form.addEventListener('submit', () => {
  waiting.hidden = false
  for (const button of form.getElementsByTagName('button')) button.disabled = true
})

// Coming back by the browser's own arrow shows the page as it was left.
window.addEventListener('pageshow', () => {
  waiting.hidden = true
  for (const button of form.getElementsByTagName('button')) button.disabled = false
})

const heading = document.querySelector<HTMLElement>('#answer h2')
if (heading) heading.focus()
