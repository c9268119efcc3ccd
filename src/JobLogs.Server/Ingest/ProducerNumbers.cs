using JobLogs.Server.Http;

namespace JobLogs.Server.Ingest;

/// <summary>Who numbered the entries of a request, and from where.</summary>
/// <param name="Producer">The producer's id; null when nobody numbered them.</param>
/// <param name="First">The number of the first line; 0 without a producer.</param>
internal readonly record struct ProducerNumbers(string? Producer, long First)
{
    private const int LongestId = 255;

    // What every JSON reader still reads exactly.
    private const long Greatest = (1L << 53) - 1;

    /// <summary>Reads the parameters <c>producer</c> and <c>first</c>, which come together or not at all.</summary>
    public static ProducerNumbers Read(QueryReader query)
    {
        var producer = query.Text("producer");
        var first = query.Integer("first", 1, Greatest);
        if (producer is not null && producer.EnumerateRunes().Count() > LongestId)
        {
            query.Wrong("producer", $"has more than {LongestId} characters; choose a shorter id, such as 'worker-1'.");
        }

        if (producer is null && first is not null)
        {
            query.Wrong("producer", "is missing: 'first' counts the entries of a producer. Send both, such as ?producer=worker-1&first=1.");
        }

        if (producer is not null && first is null)
        {
            query.Wrong("first", "is missing: a producer numbers its entries. Send both, such as ?producer=worker-1&first=1.");
        }

        return new ProducerNumbers(producer, first ?? 0);
    }
}
