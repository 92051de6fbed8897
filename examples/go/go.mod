module example.org/verdict/rounds

go 1.19
