using System.Text;
using BenchmarkDotNet.Attributes;
using JobLogs.Server.Secrets;
using JobLogs.Storage.Model;

namespace JobLogs.Benchmarks.Secrets;

/// <summary>Looking for secrets in the message and the details of an entry that has none, 230 bytes in all, as it costs each entry.</summary>
[MemoryDiagnoser]
[ShortRunJob]
public class MaskBenchmarks
{
    private readonly byte[] _message = Encoding.UTF8.GetBytes("Processed 1842 orders of customer 7781 (订单已处理) in 214 ms, 3 of them were retried");
    private readonly byte[] _details = Encoding.UTF8.GetBytes(
        """{"customer": 7781, "orders": 1842, "retried": [18, 211, 907], "endpoint": "https://orders.example.com/v2/batches", "region": "eu-central-1"}""");

    private readonly KnownSecrets _secrets = new();

    /// <summary>How many secrets there are.</summary>
    [Params(0, 10, 1_000)]
    public int Secrets { get; set; }

    /// <summary>Learns them.</summary>
    [GlobalSetup]
    public void Learn()
    {
        for (var i = 0; i < Secrets; i++)
        {
            _secrets.Add($"sk_live_{i * 7919:x8}{i * 104_729:x8}");
        }
    }

    /// <summary>An entry.</summary>
    [Benchmark]
    public void Entry()
    {
        _secrets.Mask(_message, TextKind.Plain);
        _secrets.Mask(_details, TextKind.Json);
    }
}
