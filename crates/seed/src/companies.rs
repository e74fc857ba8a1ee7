//! Companies and their people.

use std::ops::Range;

use infra::{Origin, WriteTx};
use kernel::text::{AddressLine, CountryCode, Name, Postcode};
use kernel::{CompanyId, Currency, Email, LocationId, MembershipId, UserId};
use market::authority::{CompanyState, Operator};
use market::companies::{Address, NewCompany};
use market::inventory::LocationRow;
use market::may::{CompanyKind, Role};
use market::{Ctx, Event, accounts, companies, inventory};

use crate::SeedError;
use crate::generated::{self, Dice};

/// A company, and who owns it.
#[derive(Debug, Clone)]
pub(crate) struct Trader {
    pub company: CompanyId,
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
pub(crate) struct DeliveryPartner {
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
pub(crate) struct CompanyBuilder<'a> {
    pub ctx: &'a Ctx,
    pub operator: Operator,
    pub hash: &'a str,
}

impl CompanyBuilder<'_> {
    /// The platform's company and people.
    pub async fn platform(&self) -> Result<(CompanyId, Vec<Person>), SeedError> {
        self.ctx
            .store
            .write(&Origin::default(), |tx| async move {
                let company =
                    companies::platform_company(self.operator, &tx, self.ctx.store.id(), self.ctx.store.now()).await?;
                let mut people = Vec::new();
                for (((role, _), email), n) in STAFF.iter().zip(staff_emails()).zip(0..) {
                    people.push(self.add_person(&tx, company, *role, (&email, &generated::person(900 + n))).await?);
                }
                Ok(done(tx, "platform staff".to_owned(), (company, people)))
            })
            .await
    }

    /// Some vendors, each with at least so many places.
    pub async fn vendors(&self, numbers: Range<u32>, least: u64) -> Result<Vec<Seller>, SeedError> {
        self.ctx
            .store
            .write(&Origin::default(), |tx| {
                let numbers = numbers.clone();
                async move {
                    let mut made = Vec::new();
                    for n in numbers.clone() {
                        let company = generated::vendor(n);
                        let trader = self.found(&tx, CompanyKind::Vendor, CompanyState::Approved, &company).await?;
                        let count = least + Dice::new(0x10C5 ^ u64::from(n)).below(LOCATIONS + 1 - least);
                        let locations = self.places(&tx, trader.company, &company, count).await?;
                        made.push(Seller { trader, trade: generated::vendor_trade(n), locations });
                    }
                    Ok(done(tx, format!("vendors {}..{}", numbers.start, numbers.end), made))
                }
            })
            .await
    }

    async fn places(
        &self,
        tx: &WriteTx,
        company: CompanyId,
        at: &generated::GeneratedCompany,
        count: u64,
    ) -> Result<Vec<LocationId>, SeedError> {
        let mut ids = Vec::new();
        for n in 0..usize::try_from(count).unwrap_or(1) {
            let city = if n == 0 { at.city } else { generated::elsewhere(at.country, at.city, own_number(at) + n) };
            let row = LocationRow { id: self.ctx.store.id(), name: format!("{city} warehouse"), city: city.to_owned() };
            inventory::seed_location(self.operator, tx, company, &row, self.ctx.store.now()).await?;
            ids.push(row.id);
        }
        Ok(ids)
    }

    /// Some retailers.
    pub async fn retailers(&self, numbers: Range<u32>) -> Result<Vec<Trader>, SeedError> {
        self.ctx
            .store
            .write(&Origin::default(), |tx| {
                let numbers = numbers.clone();
                async move {
                    let mut made = Vec::new();
                    for n in numbers.clone() {
                        made.push(
                            self.found(&tx, CompanyKind::Retailer, CompanyState::Approved, &generated::retailer(n))
                                .await?,
                        );
                    }
                    Ok(done(tx, format!("retailers {}..{}", numbers.start, numbers.end), made))
                }
            })
            .await
    }

    /// Some delivery partners, each with a dispatcher and riders.
    pub async fn partners(&self, numbers: Range<u32>) -> Result<Vec<DeliveryPartner>, SeedError> {
        self.ctx
            .store
            .write(&Origin::default(), |tx| {
                let numbers = numbers.clone();
                async move {
                    let mut made = Vec::new();
                    for n in numbers {
                        let trader = self
                            .found(
                                &tx,
                                CompanyKind::DeliveryPartner,
                                CompanyState::Approved,
                                &generated::delivery_partner(n),
                            )
                            .await?;
                        let name = |place: u32| generated::person(1_000 + n * (RIDERS + 1) + place);
                        let control = at_domain_of(&trader, "control");
                        let dispatcher =
                            self.add_person(&tx, trader.company, Role::FleetDispatcher, (&control, &name(0))).await?;
                        let mut riders = Vec::new();
                        for rider in 1..=RIDERS {
                            let email = at_domain_of(&trader, &format!("rider{rider}"));
                            riders
                                .push(self.add_person(&tx, trader.company, Role::Rider, (&email, &name(rider))).await?);
                        }
                        made.push(DeliveryPartner { trader, dispatcher, riders });
                    }
                    Ok(done(tx, "delivery partners".to_owned(), made))
                }
            })
            .await
    }

    /// A company and its owner.
    pub async fn found(
        &self,
        tx: &WriteTx,
        kind: CompanyKind,
        state: CompanyState,
        company: &generated::GeneratedCompany,
    ) -> Result<Trader, SeedError> {
        let currency: Currency =
            company.currency.parse().map_err(|error| SeedError::Unexpected(format!("a currency: {error}")))?;
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
        companies::seed(self.operator, tx, &row).await?;
        let owner = self.add_person(tx, row.id, Role::Owner, (&company.email, &company.owner_name)).await?;
        Ok(Trader {
            company: row.id,
            owner: owner.user,
            name: company.display_name.clone(),
            email: owner.email,
            currency,
        })
    }

    /// A person with a place in a company.
    pub async fn add_person(
        &self,
        tx: &WriteTx,
        company: CompanyId,
        role: Role,
        who: (&str, &str),
    ) -> Result<Person, SeedError> {
        let (store, (email, name)) = (&self.ctx.store, who);
        let email = Email::new(email).map_err(|error| SeedError::Unexpected(format!("{email} {error}")))?;
        let ids = (store.id::<UserId>(), store.id::<MembershipId>());
        accounts::seed_person(
            tx,
            self.operator,
            ids,
            company,
            role,
            (&email, &Name::new(name)?, self.hash),
            store.now(),
        )
        .await?;
        Ok(Person { user: ids.0, role, email: email.to_string() })
    }
}

/// Ends a write of seed data.
pub(crate) fn done<T>(tx: WriteTx, what: String, value: T) -> infra::Committed<T> {
    tx.commit_with(Event::Seeded { what }.record(), value)
}

/// Another mailbox of the same company.
pub(crate) fn at_domain_of(trader: &Trader, mailbox: &str) -> String {
    let domain = trader.email.split_once('@').map_or("aqad.example", |(_, domain)| domain);
    format!("{mailbox}@{domain}")
}

/// A number of the company's own, so that not every vendor's second place is in the same city.
fn own_number(company: &generated::GeneratedCompany) -> usize {
    company.email.bytes().map(usize::from).sum()
}
