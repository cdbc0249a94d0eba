// The benchmark cases in Go, on one thread: GOMAXPROCS=1, CPU time of the process by getrusage. Sizes as in ../harness/case-list.ts; the runner
// compares the checksums. Protocol: the name of the case as argument, one line of JSON on stdout.
package main

import (
	"encoding/json"
	"fmt"
	"math"
	"os"
	"reflect"
	"runtime"
	"sync"
	"syscall"
	"time"
)

const (
	spawnBatches   = 100
	spawnBatch     = 1000
	parked         = 100000
	parkPerChannel = 1000
	roundTrips     = 100000
	items          = 200000
	buffer         = 128
	selectItems    = 64000
	lastPrime      = 17389
	lockers        = 8
	locksEach      = 5000
	sleepers       = 1000000
	sleepMs        = 10000
	sleepSpreadMs  = 1000
	depth          = 100000
	outstanding    = 100000
	fanJobs        = 100000
	fanWorkers     = 8
	fanBuffer      = 64
	ringSize       = 503
	ringRounds     = 400
	timers         = 1000000
	timerMs        = 4000
	timerSpreadMs  = 1000
	deep           = 1000000

	warmRuns       = 5
	measuredLaps   = 5
	lap            = 200 * time.Millisecond
	warmBudget     = 500 * time.Millisecond
	measuredBudget = 1500 * time.Millisecond
)

type report struct {
	Case    string    `json:"case"`
	Laps    []float64 `json:"laps"`
	Value   *float64  `json:"value,omitempty"`
	Check   int       `json:"check"`
	PeakRss int64     `json:"peakRss"`
}

func usage() syscall.Rusage {
	var r syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &r); err != nil {
		panic(err)
	}
	return r
}

func cpu() time.Duration {
	r := usage()
	return time.Duration(r.Utime.Nano() + r.Stime.Nano())
}

// peakRss is the highest resident set in bytes (Linux counts in KiB).
func peakRss() int64 { return usage().Maxrss * 1024 }

func measure(name string, once bool, run func() int) report {
	rep := report{Case: name}
	timed := func(runs int) time.Duration {
		runtime.GC()
		start := cpu()
		for i := 0; i < runs; i++ {
			rep.Check = run()
		}
		return cpu() - start
	}
	runs := 1
	if !once {
		var spent, last time.Duration
		for i := 0; i < warmRuns && spent <= warmBudget; i++ {
			last = timed(1)
			spent += last
		}
		runs = int(math.Max(1, math.Min(100, math.Ceil(float64(lap)/float64(last)))))
	}
	var spent time.Duration
	for len(rep.Laps) == 0 || !once && len(rep.Laps) < measuredLaps && spent <= measuredBudget {
		t := timed(runs)
		spent += t
		rep.Laps = append(rep.Laps, float64(t)/float64(runs))
	}
	rep.PeakRss = peakRss()
	return rep
}

func spawnFinish() int {
	finished := 0
	for b := 0; b < spawnBatches; b++ {
		var wg sync.WaitGroup
		wg.Add(spawnBatch)
		for i := 0; i < spawnBatch; i++ {
			go func() {
				finished++
				wg.Done()
			}()
		}
		wg.Wait()
	}
	return finished
}

func spawn100k() int {
	finished := 0
	var wg sync.WaitGroup
	wg.Add(outstanding)
	for i := 0; i < outstanding; i++ {
		go func() {
			finished++
			wg.Done()
		}()
	}
	wg.Wait()
	return finished
}

func park(allParked func()) int {
	sum, waiting := 0, 0
	var wg sync.WaitGroup
	wg.Add(parked)
	channels := []chan int{}
	for i := 0; i < parked; i++ {
		if i%parkPerChannel == 0 {
			channels = append(channels, make(chan int))
		}
		ch := channels[len(channels)-1]
		go func() {
			waiting++
			v := <-ch
			sum += v
			wg.Done()
		}()
	}
	for waiting < parked {
		runtime.Gosched()
	}
	allParked()
	for i := 0; i < parked; i++ {
		channels[i/parkPerChannel] <- i
	}
	wg.Wait()
	return sum
}

func pingPong() int {
	a, b := make(chan int), make(chan int)
	go func() {
		for i := 0; i < roundTrips; i++ {
			b <- <-a + 1
		}
	}()
	sum := 0
	for i := 0; i < roundTrips; i++ {
		a <- i
		sum += <-b
	}
	return sum
}

func producerConsumer() int {
	ch := make(chan int, buffer)
	go func() {
		for i := 0; i < items; i++ {
			ch <- i
		}
		close(ch)
	}()
	sum := 0
	for v := range ch {
		sum += v
	}
	return sum
}

func producers(k int) []chan int {
	channels := make([]chan int, k)
	for i := range channels {
		ch := make(chan int)
		channels[i] = ch
		go func() {
			for n := 0; n < selectItems/k; n++ {
				ch <- n
			}
		}()
	}
	return channels
}

func select2() int {
	c := producers(2)
	c0, c1 := c[0], c[1]
	sum := 0
	for i := 0; i < selectItems; i++ {
		select {
		case v := <-c0:
			sum += v
		case v := <-c1:
			sum += v
		}
	}
	return sum
}

func select8() int {
	c := producers(8)
	c0, c1, c2, c3, c4, c5, c6, c7 := c[0], c[1], c[2], c[3], c[4], c[5], c[6], c[7]
	sum := 0
	for i := 0; i < selectItems; i++ {
		select {
		case v := <-c0:
			sum += v
		case v := <-c1:
			sum += v
		case v := <-c2:
			sum += v
		case v := <-c3:
			sum += v
		case v := <-c4:
			sum += v
		case v := <-c5:
			sum += v
		case v := <-c6:
			sum += v
		case v := <-c7:
			sum += v
		}
	}
	return sum
}

// select64 selects over a slice of channels, which in Go is reflect.Select.
func select64() int {
	channels := producers(64)
	cases := make([]reflect.SelectCase, len(channels))
	for i, ch := range channels {
		cases[i] = reflect.SelectCase{Dir: reflect.SelectRecv, Chan: reflect.ValueOf(ch)}
	}
	sum := 0
	for i := 0; i < selectItems; i++ {
		_, v, _ := reflect.Select(cases)
		sum += int(v.Int())
	}
	return sum
}

func sieve() int {
	generate := func(out chan<- int) {
		for n := 2; n <= lastPrime; n++ {
			out <- n
		}
		close(out)
	}
	filter := func(in <-chan int, out chan<- int, prime int) {
		for n := range in {
			if n%prime != 0 {
				out <- n
			}
		}
		close(out)
	}
	ch := make(chan int)
	go generate(ch)
	sum := 0
	for { // not range: ch changes
		prime, ok := <-ch
		if !ok {
			break
		}
		sum += prime
		next := make(chan int)
		go filter(ch, next, prime)
		ch = next
	}
	return sum
}

func ring() int {
	node := func(in <-chan int, out chan<- int) {
		for v := range in {
			out <- v + 1
		}
		close(out)
	}
	first := make(chan int)
	last := first
	for i := 1; i < ringSize; i++ {
		next := make(chan int)
		go node(last, next)
		last = next
	}
	token := 0
	for round := 0; round < ringRounds; round++ {
		first <- token
		token = <-last
	}
	close(first)
	return token
}

func fanOut() int {
	jobs, results := make(chan int, fanBuffer), make(chan int, fanBuffer)
	var wg sync.WaitGroup
	wg.Add(fanWorkers)
	go func() {
		for i := 0; i < fanJobs; i++ {
			jobs <- i
		}
		close(jobs)
	}()
	for i := 0; i < fanWorkers; i++ {
		go func() {
			for job := range jobs {
				results <- job * 2
			}
			wg.Done()
		}()
	}
	go func() {
		wg.Wait()
		close(results)
	}()
	sum := 0
	for r := range results {
		sum += r
	}
	return sum
}

func mutex() int {
	var mu sync.Mutex
	var wg sync.WaitGroup
	wg.Add(lockers)
	count := 0
	for i := 0; i < lockers; i++ {
		go func() {
			for n := 0; n < locksEach; n++ {
				mu.Lock()
				seen := count
				runtime.Gosched()
				count = seen + 1
				mu.Unlock()
			}
			wg.Done()
		}()
	}
	wg.Wait()
	return count
}

func down(ch chan int, n int) int {
	if n == 0 {
		return <-ch
	}
	return down(ch, n-1) + 1
}

func deepRecursion() int {
	ch, result := make(chan int), make(chan int)
	go func() { result <- down(ch, depth) }()
	ch <- 1
	return <-result
}

func levels(n int) int {
	if n == 0 {
		return 0
	}
	return levels(n-1) + 1
}

// The recursion has a goroutine of its own: a stack that has grown once does not shrink before the next lap.
func recursion1m() int {
	result := make(chan int)
	go func() { result <- levels(deep) }()
	return <-result
}

func timers1m() int {
	fired, stopped := 0, 0
	var wg sync.WaitGroup
	wg.Add(timers)
	all := make([]*time.Timer, timers)
	for i := range all {
		all[i] = time.AfterFunc(time.Duration(timerMs+i%timerSpreadMs)*time.Millisecond, func() {
			fired++
			wg.Done()
		})
	}
	for i := 0; i < timers; i += 2 {
		if all[i].Stop() {
			stopped++
			wg.Done()
		}
	}
	wg.Wait()
	return fired + stopped
}

func sleeping() int {
	asleep, peak := 0, 0
	var wg sync.WaitGroup
	wg.Add(sleepers)
	for i := 0; i < sleepers; i++ {
		i := i
		go func() {
			asleep++
			if asleep > peak {
				peak = asleep
			}
			time.Sleep(time.Duration(sleepMs+i%sleepSpreadMs) * time.Millisecond)
			asleep--
			wg.Done()
		}()
	}
	wg.Wait()
	return peak - asleep
}

// fairness prints how late, in milliseconds by the clock and by the CPU time of the process, a goroutine wakes that sleeps 1 ms again and again, while another computes ("loop") or two exchange numbers ("channel").
func fairness(way string) {
	const busy = 2 * time.Second
	delays, cpuDelays := []float64{}, []float64{}
	end := time.Now().Add(busy)
	over := func() bool { return !time.Now().Before(end) }
	go func() {
		for !over() {
			due, before := time.Now().Add(time.Millisecond), cpu()
			time.Sleep(time.Millisecond)
			delays = append(delays, float64(time.Since(due))/float64(time.Millisecond))
			cpuDelays = append(cpuDelays, math.Max(0, float64(cpu()-before)/float64(time.Millisecond)-1))
		}
	}()
	time.Sleep(20 * time.Millisecond)
	x := uint32(1)
	if way == "loop" {
		for !over() {
			for i := 0; i < 1000000; i++ {
				x = x*1664525 + 1013904223
			}
		}
	} else {
		ch := make(chan int, buffer)
		go func() {
			for i := 0; i%1024 != 0 || !over(); i++ {
				ch <- i
			}
			close(ch)
		}()
		for v := range ch {
			x += uint32(v)
		}
	}
	time.Sleep(30 * time.Millisecond)
	if x == 12345 {
		fmt.Fprintln(os.Stderr, x) // so that the loop is not left out
	}
	if err := json.NewEncoder(os.Stdout).Encode([][]float64{delays, cpuDelays}); err != nil {
		panic(err)
	}
}

func inUse() float64 {
	runtime.GC()
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return float64(m.HeapInuse + m.StackInuse)
}

func main() {
	runtime.GOMAXPROCS(1)
	if len(os.Args) == 3 && os.Args[1] == "fairness" {
		fairness(os.Args[2])
		return
	}
	if len(os.Args) != 2 {
		fmt.Fprintln(os.Stderr, "usage: bench <case>")
		os.Exit(2)
	}
	name := os.Args[1]
	cases := map[string]func() int{
		"spawn-finish": spawnFinish, "spawn-park": func() int { return park(func() {}) }, "ping-pong": pingPong,
		"producer-consumer": producerConsumer, "select-2": select2, "select-8": select8, "select-64": select64,
		"sieve": sieve, "mutex": mutex, "deep-recursion": deepRecursion, "spawn-100k": spawn100k, "ring": ring, "fan-out": fanOut,
		"recursion-1m": recursion1m, "timers-1m": timers1m,
	}
	once := os.Getenv("BENCH_QUICK") == "1"
	var rep report
	switch name {
	case "memory":
		before, bytes := inUse(), 0.0
		rep = measure(name, true, func() int { return park(func() { bytes = (inUse() - before) / parked }) })
		rep.Value = &bytes
	case "sleepers":
		rep = measure(name, true, sleeping)
		mb := float64(peakRss()) / 1e6
		rep.Value = &mb
	default:
		run, ok := cases[name]
		if !ok {
			fmt.Fprintf(os.Stderr, "no case %q\n", name)
			os.Exit(2)
		}
		rep = measure(name, once, run)
	}
	if err := json.NewEncoder(os.Stdout).Encode(rep); err != nil {
		panic(err)
	}
}
