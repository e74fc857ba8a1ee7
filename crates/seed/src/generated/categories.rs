//! The category tree: roots with a handful of children; products hang on the children.

/// One category label of the marketplace.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct GeneratedCategory {
    /// The name in URLs; unique among all categories.
    pub slug: &'static str,
    /// The name people read.
    pub name: &'static str,
    /// The slug of the root above; `None` for a root.
    pub parent: Option<&'static str>,
}

const fn root(slug: &'static str, name: &'static str) -> GeneratedCategory {
    GeneratedCategory { slug, name, parent: None }
}

const fn child(parent: &'static str, slug: &'static str, name: &'static str) -> GeneratedCategory {
    GeneratedCategory { slug, name, parent: Some(parent) }
}

/// Every category, each root before its children.
pub const CATEGORIES: &[GeneratedCategory] = &[
    root("fresh-food", "Fresh Food"),
    child("fresh-food", "vegetables", "Vegetables"),
    child("fresh-food", "fruits", "Fruits"),
    child("fresh-food", "herbs-greens", "Herbs & Leafy Greens"),
    child("fresh-food", "fish-seafood", "Fish & Seafood"),
    child("fresh-food", "meat-poultry", "Meat & Poultry"),
    root("beverages", "Beverages"),
    child("beverages", "tea", "Tea"),
    child("beverages", "coffee", "Coffee"),
    child("beverages", "juices", "Juices & Nectars"),
    child("beverages", "soft-drinks", "Soft Drinks & Sodas"),
    child("beverages", "water", "Water"),
    child("beverages", "drink-mixes", "Syrups & Drink Mixes"),
    root("health-beauty", "Health & Beauty"),
    child("health-beauty", "hair-care", "Hair Care"),
    child("health-beauty", "skin-care", "Skin Care"),
    child("health-beauty", "oral-care", "Oral Care"),
    child("health-beauty", "bath-body", "Bath & Body"),
    child("health-beauty", "grooming", "Shaving & Grooming"),
    child("health-beauty", "wellness", "Wellness & First Aid"),
    root("household", "Household"),
    child("household", "laundry", "Laundry"),
    child("household", "dishwashing", "Dishwashing"),
    child("household", "cleaners", "Floor & Surface Cleaners"),
    child("household", "paper-tissue", "Paper & Tissue"),
    child("household", "wraps-disposables", "Wraps & Disposables"),
    child("household", "pooja-needs", "Pooja & Home Fragrance"),
    root("staples-grains", "Staples & Grains"),
    child("staples-grains", "rice", "Rice"),
    child("staples-grains", "flours", "Atta & Flours"),
    child("staples-grains", "pulses", "Dals & Pulses"),
    child("staples-grains", "spices", "Spices & Masalas"),
    child("staples-grains", "edible-oils", "Edible Oils"),
    child("staples-grains", "sugar-salt", "Sugar, Jaggery & Salt"),
    root("snacks-confectionery", "Snacks & Confectionery"),
    child("snacks-confectionery", "namkeen", "Namkeen & Farsan"),
    child("snacks-confectionery", "chips", "Chips & Crisps"),
    child("snacks-confectionery", "biscuits", "Biscuits & Rusks"),
    child("snacks-confectionery", "chocolate-candy", "Chocolate & Candy"),
    child("snacks-confectionery", "indian-sweets", "Indian Sweets"),
    child("snacks-confectionery", "nuts-dry-fruits", "Nuts & Dry Fruits"),
    root("dairy-eggs", "Dairy & Eggs"),
    child("dairy-eggs", "milk", "Milk"),
    child("dairy-eggs", "curd-lassi", "Curd, Lassi & Buttermilk"),
    child("dairy-eggs", "paneer-cheese", "Paneer & Cheese"),
    child("dairy-eggs", "butter-ghee", "Butter, Ghee & Cream"),
    child("dairy-eggs", "eggs", "Eggs"),
    root("frozen", "Frozen"),
    child("frozen", "frozen-vegetables", "Frozen Vegetables & Fruit"),
    child("frozen", "frozen-snacks", "Frozen Snacks"),
    child("frozen", "frozen-breads", "Frozen Parathas & Breads"),
    child("frozen", "frozen-meat-fish", "Frozen Meat & Fish"),
    child("frozen", "ice-cream", "Ice Cream & Kulfi"),
    root("baby-kids", "Baby & Kids"),
    child("baby-kids", "diapers-wipes", "Diapers & Wipes"),
    child("baby-kids", "baby-food", "Baby Food"),
    child("baby-kids", "baby-bath", "Baby Bath & Skin"),
    child("baby-kids", "feeding", "Feeding & Nursing"),
    child("baby-kids", "toys-learning", "Toys & Learning"),
];
