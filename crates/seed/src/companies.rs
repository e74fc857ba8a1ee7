//! Companies and their people.

use std::ops::Range;

use kernel::text::{AddressLine, CountryCode, Name, Postcode};
use kernel::{Currency, Email, LocationId, MembershipId, OrgId, UserId};
use market::authority::{Operator, OrgState};
use market::companies::{Address, NewCompany};
use market::inventory::LocationRow;
use market::may::{OrgKind, Role};
use market::{Ctx, Event, accounts, companies, inventory};
use platform::{Origin, Work};

use crate::SeedFault;
use crate::imagined::{self, Dice};

/// A company, and who owns it.
#[derive(Debug, Clone)]
pub(crate) struct Trader {
    pub org: OrgId,
    pub owner: UserId,
    pub name: String,
    pub email: String,
    pub currency: Currency,
}

/// A vendor, what it deals in, and where it keeps stock.
#[derive(Debug, Clone)]
pub(crate) struct Seller {
    pub trader: Trader,
    /// The slug of a root category.
    pub trade: &'static str,
    pub locations: Vec<LocationId>,
}

/// Somebody in a place of theirs.
#[derive(Debug, Clone)]
pub(crate) struct Person {
    pub user: UserId,
    pub role: Role,
    pub email: String,
}

/// A delivery partner with those who hand out jobs and those who ride.
#[derive(Debug, Clone)]
pub(crate) struct Carrier {
    pub trader: Trader,
    pub dispatcher: Person,
    pub riders: Vec<Person>,
}

/// The platform's own people: as what, and in which mailbox.
const STAFF: &[(Role, &str)] = &[
    (Role::SuperAdmin, "admin"),
    (Role::OpsAdmin, "operations"),
    (Role::CatalogModerator, "catalogue"),
    (Role::KycReviewer, "onboarding"),
    (Role::FinanceMaker, "finance"),
    (Role::FinanceChecker, "finance.approval"),
    (Role::Dispatcher, "dispatch"),
    (Role::SupportAgent, "support"),
    (Role::SecurityOfficer, "security"),
    (Role::Auditor, "audit"),
];

/// Riders of a delivery partner.
const RIDERS: u32 = 3;
/// The most places of one vendor.
pub(crate) const LOCATIONS: u64 = 5;

/// The mailboxes of the platform's people.
pub(crate) fn staff_emails() -> impl Iterator<Item = String> {
    STAFF.iter().map(|(_, mailbox)| format!("{mailbox}@aqad.example"))
}

/// Founds companies and hires people. All share one password hash, made once.
#[derive(Clone, Copy)]
pub(crate) struct Founder<'a> {
    pub ctx: &'a Ctx,
    pub operator: Operator,
    pub hash: &'a str,
}

impl Founder<'_> {
    /// The platform's company and people.
    pub async fn platform(&self) -> Result<(OrgId, Vec<Person>), SeedFault> {
        self.ctx
            .store
            .write(&Origin::default(), |work| async move {
                let org = companies::platform_company(self.operator, &work, self.ctx.store.id(), self.ctx.store.now())
                    .await?;
                let mut people = Vec::new();
                for (((role, _), email), n) in STAFF.iter().zip(staff_emails()).zip(0..) {
                    people.push(self.hire(&work, org, *role, (&email, &imagined::person(900 + n))).await?);
                }
                Ok(done(work, "platform staff".to_owned(), (org, people)))
            })
            .await
    }

    /// Some vendors, each with at least so many places.
    pub async fn vendors(&self, numbers: Range<u32>, least: u64) -> Result<Vec<Seller>, SeedFault> {
        self.ctx
            .store
            .write(&Origin::default(), |work| {
                let numbers = numbers.clone();
                async move {
                    let mut made = Vec::new();
                    for n in numbers.clone() {
                        let company = imagined::vendor(n);
                        let trader = self.found(&work, OrgKind::Vendor, OrgState::Approved, &company).await?;
                        let count = least + Dice::new(0x10C5 ^ u64::from(n)).below(LOCATIONS + 1 - least);
                        let locations = self.places(&work, trader.org, &company, count).await?;
                        made.push(Seller { trader, trade: imagined::vendor_trade(n), locations });
                    }
                    Ok(done(work, format!("vendors {}..{}", numbers.start, numbers.end), made))
                }
            })
            .await
    }

    async fn places(
        &self,
        work: &Work,
        org: OrgId,
        at: &imagined::Company,
        count: u64,
    ) -> Result<Vec<LocationId>, SeedFault> {
        let mut ids = Vec::new();
        for n in 0..usize::try_from(count).unwrap_or(1) {
            let city = if n == 0 { at.city } else { imagined::elsewhere(at.country, at.city, own_number(at) + n) };
            let row = LocationRow { id: self.ctx.store.id(), name: format!("{city} warehouse"), city: city.to_owned() };
            inventory::seed_location(self.operator, work, org, &row, self.ctx.store.now()).await?;
            ids.push(row.id);
        }
        Ok(ids)
    }

    /// Some retailers.
    pub async fn retailers(&self, numbers: Range<u32>) -> Result<Vec<Trader>, SeedFault> {
        self.ctx
            .store
            .write(&Origin::default(), |work| {
                let numbers = numbers.clone();
                async move {
                    let mut made = Vec::new();
                    for n in numbers.clone() {
                        made.push(
                            self.found(&work, OrgKind::Retailer, OrgState::Approved, &imagined::retailer(n)).await?,
                        );
                    }
                    Ok(done(work, format!("retailers {}..{}", numbers.start, numbers.end), made))
                }
            })
            .await
    }

    /// Some delivery partners, each with a dispatcher and riders.
    pub async fn carriers(&self, numbers: Range<u32>) -> Result<Vec<Carrier>, SeedFault> {
        self.ctx
            .store
            .write(&Origin::default(), |work| {
                let numbers = numbers.clone();
                async move {
                    let mut made = Vec::new();
                    for n in numbers {
                        let trader = self
                            .found(&work, OrgKind::DeliveryPartner, OrgState::Approved, &imagined::delivery_partner(n))
                            .await?;
                        let name = |place: u32| imagined::person(1_000 + n * (RIDERS + 1) + place);
                        let control = at_domain_of(&trader, "control");
                        let dispatcher =
                            self.hire(&work, trader.org, Role::FleetDispatcher, (&control, &name(0))).await?;
                        let mut riders = Vec::new();
                        for rider in 1..=RIDERS {
                            let email = at_domain_of(&trader, &format!("rider{rider}"));
                            riders.push(self.hire(&work, trader.org, Role::Rider, (&email, &name(rider))).await?);
                        }
                        made.push(Carrier { trader, dispatcher, riders });
                    }
                    Ok(done(work, "delivery partners".to_owned(), made))
                }
            })
            .await
    }

    /// A company and its owner.
    pub async fn found(
        &self,
        work: &Work,
        kind: OrgKind,
        state: OrgState,
        company: &imagined::Company,
    ) -> Result<Trader, SeedFault> {
        let currency: Currency =
            company.currency.parse().map_err(|fault| SeedFault::Unfit(format!("a currency: {fault}")))?;
        let row = NewCompany {
            id: self.ctx.store.id(),
            kind,
            legal_name: Name::new(&company.legal_name)?,
            display_name: Name::new(&company.display_name)?,
            address: Address {
                line: AddressLine::new(&company.line1)?,
                city: Name::new(company.city)?,
                postcode: Postcode::new(&company.postcode)?,
                country: CountryCode::new(company.country)?,
            },
            currency,
            state,
            now: self.ctx.store.now(),
        };
        companies::seed(self.operator, work, &row).await?;
        let owner = self.hire(work, row.id, Role::Owner, (&company.email, &company.owner_name)).await?;
        Ok(Trader { org: row.id, owner: owner.user, name: company.display_name.clone(), email: owner.email, currency })
    }

    /// A person with a place in a company.
    pub async fn hire(&self, work: &Work, org: OrgId, role: Role, who: (&str, &str)) -> Result<Person, SeedFault> {
        let (store, (email, name)) = (&self.ctx.store, who);
        let email = Email::new(email).map_err(|fault| SeedFault::Unfit(format!("{email} {fault}")))?;
        let ids = (store.id::<UserId>(), store.id::<MembershipId>());
        accounts::seed_person(work, self.operator, ids, org, role, (&email, &Name::new(name)?, self.hash), store.now())
            .await?;
        Ok(Person { user: ids.0, role, email: email.to_string() })
    }
}

/// Ends a write of seed data.
pub(crate) fn done<T>(work: Work, what: String, value: T) -> platform::Said<T> {
    work.commit_saying(Event::Seeded { what }.fact(), value)
}

/// Another mailbox of the same company.
pub(crate) fn at_domain_of(trader: &Trader, mailbox: &str) -> String {
    let domain = trader.email.split_once('@').map_or("aqad.example", |(_, domain)| domain);
    format!("{mailbox}@{domain}")
}

/// A number of the company's own, so that not every vendor's second place is in the same city.
fn own_number(company: &imagined::Company) -> usize {
    company.email.bytes().map(usize::from).sum()
}
