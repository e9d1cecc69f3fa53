"""Names that no card may have: addresses of the app, and words that mislead.

A handle lives beside every other address of an installation, for ever (prints
outlive accounts), so names that we may want later are kept from the start.
"""

ROUTES = """
about account accounts activate activity admin admins ajax analytics announcements
apex api apis app apps appointment appointments archive asset assets atom audit auth
authorize authorization
backup backups badge badges beta billing blob block blocks blog board book booking
bookings brand branding browse bucket bundle bundles business buy
cache cal caldav calendar calendars callback campaign campaigns card carddav cards
careers cart carts category categories cdn changelog changes chat checkout cli client
clients code codes collection collections company compare compile config connect
contact contacts content convert cookie cookies copyright create credits css csp
csp-report customers
dashboard data date dav debug default delete demo deploy design designs detail dev
developer developers directory disable discover dmca dns doc docs documentation
domain domains download downloads draft drafts
edge edit edition editions editor email emails embed enable enterprise error errors
event events example examples explore export exports
faq faqs favicon favicon-ico features feed feedback feeds file files find font fonts
form forms forgot forum forums free
gallery galleries get-started gift github gone graphql group groups guide guides
handle handles health healthz help hello-world hit hits home host hosting howto htm
html htmx http https
icon icons idp image images img import imports inbox index info insight insights
install integration integrations internal intro invite invites invitation invitations
invoice invoices
javascript job jobs join json jscontact jcard
key keys kit
label labels lab labs landing lang language languages lead leads learn legal library
licence license licenses link links list lists live livez load local localhost log
login logo logos logout logs lost-password
mail mailbox mailer mailing manage manager manifest manifest-json map maps market
media member members message messages metrics mfa mobile module modules money move
name names nav network new news newsletter next nfc node notification notifications
null nil none
oauth oauth2 offer offers offline oidc onboarding open-source openapi operator opt-out
order orders org organization organizations outbox owner
page pages panel partner partners passkey passkeys password passwords pay payment
payments pdf people permalink permissions photo photos php ping plan plans plugin
plugins png policy policies popular portal post posts preferences preview previews
prices pricing print prints privacy private product products profile profiles project
projects promo proxy public publish push
 qr-code qrcode query question questions queue
random ranking rate read readme readyz ready recover recovery redirect redirects
reference referral referrals refund refunds register registration release releases
remove renditions report reports request requests reset reset-password resend
resources restore review reviews robots robots-txt role roles root-page rss rule rules
sale sales saml save scan scans schedule schedules schema script scripts sdk search
secret secrets secure security seller send server service services session sessions
setting settings setup share shop shops show sign-in sign-out sign-up signin signout
signup site sitemap sitemap-xml sitemaps sites slot slots smtp social source sources
spec sse ssh ssl sso staging start stat static statistics stats status store stores
storage stream style styles stylesheet styleguide subscribe subscription subscriptions
suggest summary survey svg swagger sync system
tag tags tap taps task tasks team teams template templates temp term terms test
testing tests text theme themes thread ticket tickets tmp today token tokens tool
tools topic topics tour trace traffic translate translations trash trending trial try
tutorial txt
undefined unsubscribe update updates upgrade upload uploads url urls usage user users
username
vcard vcards vcf verification verify version versions video videos view views vote
wallet wallets web web-app webdav webfinger webhook webhooks webmaster webmail website
welcome well-known whatsapp whats-new widget widgets wiki word work worker workers
workspace workspaces write wss www www1 www2
xml xhtml xmpp xrpc
yaml you your your-name yourname
zone
"""

IMPERSONATION = """
abuse administrator administrators anonymous bot bots ceo compliance contact-us
copyright-agent customer-care customer-service customer-support daemon everybody
everyone ftp guest guests help-desk helpdesk hostmaster imap info-desk meishi
meishi-admin meishi-app meishi-help meishi-official meishi-security meishi-staff
meishi-support meishi-team mailer-daemon moderator moderators mod mods nobody
noc no-reply noreply official officials owner-account payments-team pop pop3
postmaster real root security-team self staff superuser support supervisor sudo
sysadmin sysop tech-support trust trust-and-safety trust-safety usenet uucp verified
"""

OFFENSIVE = """
arse arsehole asshole bastard bitch bollocks bullshit cunt dickhead
dyke fag faggot fascist fuck fucker fucking heil-hitler hitler jerkoff kike kkk
motherfucker nazi nazis nigga nigger paki pedo pedophile paedophile porn porno pussy
rape rapist retard sex shit slut spic terrorist tits tranny twat wank wanker whore
xxx
"""

RESERVED: frozenset[str] = frozenset(f"{ROUTES} {IMPERSONATION} {OFFENSIVE}".split())
