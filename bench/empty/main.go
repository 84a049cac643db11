// Empty is the cheapest Go program there is.
package main

func main() {}
