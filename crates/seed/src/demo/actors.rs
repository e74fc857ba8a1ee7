//! Who plays in the demo, and with which rights.

use infra::Origin;
use kernel::{CompanyId, Currency, UserId};
use market::authority::{Access, Operator, Staff};
use market::may::{CompanyKind, Right, Role};

use super::Account;
use crate::SeedError;
use crate::bulk::World;
use crate::companies::{CompanyBuilder, DeliveryPartner, Person, Seller, Trader, at_domain_of, done};

/// Somebody acting for a company.
#[derive(Debug, Clone, Copy)]
pub(super) struct Actor {
    operator: Operator,
    pub user: UserId,
    pub company: CompanyId,
    kind: CompanyKind,
    role: Role,
}

impl Actor {
    /// The proof of a right, if they have it.
    pub fn may<A: Access>(&self) -> Result<A, SeedError> {
        let principal = self.operator.act_as(self.user, self.company, self.kind, self.role);
        A::grant(Some(&principal)).map_err(SeedError::Denied)
    }
}

/// Everybody who plays.
pub(super) struct Actors {
    operator: Operator,
    world: World,
    /// People of the first vendor and the first retailer, besides their owners.
    colleagues: Vec<Person>,
}

/// Whom the first vendor employs.
const VENDOR_STAFF: &[(Role, &str, &str)] = &[
    (Role::CatalogManager, "catalogue", "Padmaja Shenoy"),
    (Role::InventoryManager, "stock", "Jose Kurian"),
    (Role::OrderManager, "dispatchdesk", "Ganpat Jadhav"),
    (Role::VendorFinance, "accounts", "Hetal Parekh"),
];
/// Whom the first retailer employs.
const RETAILER_STAFF: &[(Role, &str, &str)] = &[
    (Role::Buyer, "buyer", "Nithya Sundaram"),
    (Role::Receiver, "backdoor", "Imran Qureshi"),
    (Role::RetailerFinance, "accounts", "Moumita Sengupta"),
];

impl Actors {
    /// Hires some colleagues, so that not everybody is alone in their company.
    pub async fn of(builder: &CompanyBuilder<'_>, mut world: World) -> Result<Self, SeedError> {
        // Those who trade in rupees come first: the demo is told from where most of it happens.
        world.vendors.sort_by_key(|seller| seller.trader.currency != Currency::INR);
        world.retailers.sort_by_key(|trader| trader.currency != Currency::INR);
        let teams =
            [(world.vendors.first().map(|v| &v.trader), VENDOR_STAFF), (world.retailers.first(), RETAILER_STAFF)];
        let teams = &teams;
        let colleagues = builder
            .ctx
            .store
            .write(&Origin::default(), |tx| async move {
                let mut hired = Vec::new();
                for (employer, team) in teams {
                    let Some(employer) = employer else { continue };
                    for (role, mailbox, name) in *team {
                        hired.push(
                            builder
                                .add_person(&tx, employer.company, *role, (&at_domain_of(employer, mailbox), name))
                                .await?,
                        );
                    }
                }
                Ok::<_, SeedError>(done(tx, "colleagues".to_owned(), hired))
            })
            .await?;
        Ok(Self { operator: builder.operator, world, colleagues })
    }

    fn actor(&self, user: UserId, company: CompanyId, kind: CompanyKind, role: Role) -> Actor {
        Actor { operator: self.operator, user, company, kind, role }
    }

    /// Vendors, those who trade in rupees first.
    pub fn vendors(&self) -> &[Seller] {
        &self.world.vendors
    }
    /// Retailers, those who trade in rupees first.
    pub fn retailers(&self) -> &[Trader] {
        &self.world.retailers
    }
    /// Delivery partners.
    pub fn partners(&self) -> &[DeliveryPartner] {
        &self.world.partners
    }
    pub fn vendor(&self, seller: &Seller) -> Actor {
        self.actor(seller.trader.owner, seller.trader.company, CompanyKind::Vendor, Role::Owner)
    }
    pub fn retailer(&self, trader: &Trader) -> Actor {
        self.actor(trader.owner, trader.company, CompanyKind::Retailer, Role::Owner)
    }
    pub fn fleet(&self, partner: &DeliveryPartner) -> Actor {
        self.actor(
            partner.dispatcher.user,
            partner.trader.company,
            CompanyKind::DeliveryPartner,
            partner.dispatcher.role,
        )
    }
    pub fn rider(&self, partner: &DeliveryPartner, rider: &Person) -> Actor {
        self.actor(rider.user, partner.trader.company, CompanyKind::DeliveryPartner, rider.role)
    }
    /// Somebody of the first vendor's staff.
    pub fn clerk(&self, seller: &Seller, role: Role) -> Actor {
        let clerk =
            self.colleagues.iter().find(|person| person.role == role).map_or(seller.trader.owner, |person| person.user);
        self.actor(clerk, seller.trader.company, CompanyKind::Vendor, role)
    }
    /// The proof of a right of the platform's super admin.
    pub fn admin<R: Right>(&self) -> Result<Staff<R>, SeedError> {
        let company = self.world.platform;
        let admin = self.world.staff.iter().find(|person| person.role == Role::SuperAdmin);
        let user = admin.ok_or_else(|| SeedError::Unexpected("there is no super admin".to_owned()))?.user;
        self.actor(user, company, CompanyKind::Platform, Role::SuperAdmin).may()
    }

    /// People worth signing in as, one of each sort.
    pub fn accounts(&self) -> Vec<Account> {
        let owner = |role, trader: &Trader| Account { role, email: trader.email.clone(), company: trader.name.clone() };
        let staff = |role, of: &[Person], wanted: Role, company: &str| {
            of.iter().find(|person| person.role == wanted).map(|person| Account {
                role,
                email: person.email.clone(),
                company: company.to_owned(),
            })
        };
        let mut accounts = Vec::new();
        if let Some(shop) = self.world.retailers.first() {
            accounts.push(owner("Retailer (owner)", shop));
            accounts.extend(staff("Retailer (buyer)", &self.colleagues, Role::Buyer, &shop.name));
        }
        if let Some(vendor) = self.world.vendors.first().map(|v| &v.trader) {
            accounts.push(owner("Vendor (owner)", vendor));
            accounts.extend(staff("Vendor (catalogue manager)", &self.colleagues, Role::CatalogManager, &vendor.name));
        }
        if let Some(partner) = self.world.partners.first() {
            accounts.extend(staff(
                "Delivery partner (dispatcher)",
                std::slice::from_ref(&partner.dispatcher),
                Role::FleetDispatcher,
                &partner.trader.name,
            ));
            accounts.extend(staff("Delivery partner (rider)", &partner.riders, Role::Rider, &partner.trader.name));
        }
        let platform = [
            ("Platform (super admin)", Role::SuperAdmin),
            ("Platform (dispatcher)", Role::Dispatcher),
            ("Platform (finance)", Role::FinanceMaker),
            ("Platform (auditor)", Role::Auditor),
        ];
        accounts.extend(
            platform.iter().filter_map(|(role, wanted)| staff(role, &self.world.staff, *wanted, "Marketplace")),
        );
        accounts
    }
}
