module retailer

go 1.19
