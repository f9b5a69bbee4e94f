/** Demo accounts are told from real ones by their e-mail domain; production refuses them. */
export const DEMO_EMAIL_DOMAIN = 'demo.tenfold.example';
