/** Where issuers send people back to. */
export const CALLBACK = '/dang-nhap/xong'

/** The client the built-in provider knows our own web pages by. */
export const OWN_CLIENT = 'khoso-web'
