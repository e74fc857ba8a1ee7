// A retailer's program: it signs in, finds a product, orders it and reads the order back. All types are those that
// openapi-generator made of the document.
package main

import (
	"context"
	"crypto/rand"
	"encoding/hex"
	"errors"
	"fmt"
	"log"
	"net/http"
	"os"

	"retailer/aqad"
)

func setting(name string) string {
	value, ok := os.LookupEnv(name)
	if !ok {
		log.Fatalf("%s is not set", name)
	}
	return value
}

// The refusal that an answer is, if it is one.
func problem(err error) *aqad.Problem {
	var refused *aqad.GenericOpenAPIError
	if errors.As(err, &refused) {
		if model, ok := refused.Model().(aqad.Problem); ok {
			return &model
		}
	}
	return nil
}

func good[T any](what string) func(answer *T, _ *http.Response, err error) *T {
	return func(answer *T, _ *http.Response, err error) *T {
		if refusal := problem(err); refusal != nil {
			log.Fatalf("%s: %s: %s", what, refusal.Code, refusal.Detail)
		}
		if err != nil {
			log.Fatalf("%s: %v", what, err)
		}
		return answer
	}
}

func same[T comparable](what string, is T, due T) {
	if is != due {
		log.Fatalf("%s: %v instead of %v", what, is, due)
	}
}

func text(money aqad.Money) string {
	return fmt.Sprintf("%s %d (minor units)", money.Currency, money.AmountMinor)
}

func key() string {
	bytes := make([]byte, 16)
	if _, err := rand.Read(bytes); err != nil {
		log.Fatal(err)
	}
	return hex.EncodeToString(bytes)
}

func main() {
	log.SetFlags(0)
	configuration := aqad.NewConfiguration()
	configuration.Servers = aqad.ServerConfigurations{{URL: setting("MARKETPLACE_URL")}}
	client := aqad.NewAPIClient(configuration)

	login := *aqad.NewLoginIn(setting("MARKETPLACE_EMAIL"), setting("MARKETPLACE_PASSWORD"))
	tokens := good[aqad.Tokens]("signing in")(client.AuthAPI.AuthLogin(context.Background()).LoginIn(login).Execute())
	buyer := context.WithValue(context.Background(), aqad.ContextAccessToken, tokens.AccessToken)

	me := good[aqad.Me]("who am I")(client.AccountsAPI.AccountsMe(buyer).Execute())
	same("the kind of company", me.CompanyKind, aqad.COMPANYKIND_RETAILER)
	fmt.Printf("signed in as %s: %s of %s\n", me.Email, me.Role, me.CompanyName)

	search := client.CatalogAPI.CatalogSearch(buyer).Q("rice").Currency("INR").Sort(aqad.SORT_PRICE_ASC).Limit(5)
	found := good[aqad.PageOfProductSummary]("a search")(search.Execute())
	if len(found.Items) == 0 {
		log.Fatal("no product was found")
	}
	product := good[aqad.ProductView]("the product")(client.CatalogAPI.CatalogProduct(buyer, found.Items[0].Id).Execute())
	var offer *aqad.OfferRow
	for i := range product.Offers {
		if offer == nil && product.Offers[i].Price.Currency == "INR" {
			offer = &product.Offers[i]
		}
	}
	if offer == nil {
		log.Fatalf("%s: nobody offers it", product.Title)
	}
	fmt.Printf("found %s, %s a pack from %s\n", product.Title, text(offer.Price), offer.VendorName)

	total := aqad.Money{AmountMinor: offer.Price.AmountMinor * int64(offer.MinQuantity), Currency: offer.Price.Currency}
	lines := []aqad.LineIn{*aqad.NewLineIn(offer.OfferId, offer.MinQuantity)}
	order := *aqad.NewOrderIn(total, lines, aqad.PAYMENTTERMS_NET_30)

	less := aqad.Money{AmountMinor: total.AmountMinor - 1, Currency: total.Currency}
	wrong := *aqad.NewOrderIn(less, lines, aqad.PAYMENTTERMS_NET_30)
	_, answer, err := client.OrdersAPI.OrdersPlace(buyer).IdempotencyKey(key()).OrderIn(wrong).Execute()
	refusal := problem(err)
	if refusal == nil {
		log.Fatalf("a wrong total was not refused: %v", err)
	}
	same("the refusal of a wrong total", refusal.Code, "orders.price_changed")
	fmt.Printf("a wrong total is refused: %d %s\n", answer.StatusCode, refusal.Code)

	attempt := client.OrdersAPI.OrdersPlace(buyer).IdempotencyKey(key()).OrderIn(order)
	placed := good[aqad.PlacedOrder]("ordering")(attempt.Execute())
	same("the total", placed.Total.AmountMinor, total.AmountMinor)
	fmt.Printf("ordered %s: %d packs, %s\n", placed.Number, offer.MinQuantity, text(placed.Total))
	again := good[aqad.PlacedOrder]("ordering again")(attempt.Execute())
	same("the order of a second try with the same key", again.Id, placed.Id)

	read := good[aqad.OrderView]("reading the order")(client.OrdersAPI.OrdersShow(buyer, placed.Id).Execute())
	same("the number", read.Number, placed.Number)
	same("the total", read.Total.AmountMinor, total.AmountMinor)
	same("the payment terms", read.PaymentTerms, order.PaymentTerms)
	same("vendor orders", len(read.VendorOrders), 1)
	same("lines", len(read.VendorOrders[0].Lines), 1)
	line := read.VendorOrders[0].Lines[0]
	same("the offer of the line", line.OfferId, offer.OfferId)
	same("the packs of the line", int64(line.QuantityOrdered), int64(offer.MinQuantity))
	newest := good[aqad.PageOfOrderRow]("the list of orders")(client.OrdersAPI.OrdersList(buyer).Limit(1).Execute())
	same("the newest order", newest.Items[0].Id, placed.Id)
	fmt.Printf("read %s back: %s, %d vendor order, as it was ordered\n", read.Number, read.State, len(read.VendorOrders))
}
