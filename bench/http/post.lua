wrk.method = "POST"
wrk.body = string.rep("0123456789abcdef", 16)
