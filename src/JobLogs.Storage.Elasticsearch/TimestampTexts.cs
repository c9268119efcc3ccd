using System.Globalization;
using JobLogs.Storage.Model;

namespace JobLogs.Storage.Elasticsearch;

/// <summary>Times as <c>@timestamp</c> has them: RFC 3339 with six digits.</summary>
internal static class TimestampTexts
{
    /// <summary>Bytes that a text takes.</summary>
    internal const int Length = 27;

    /// <summary>The last time that <c>date_nanos</c> can hold, in microseconds since the Unix epoch.</summary>
    internal const long Max = long.MaxValue / 1000;

    private const string Format = "yyyy-MM-ddTHH:mm:ss.ffffffZ";

    internal static int Write(long micros, Span<byte> destination) =>
        Clock.FromMicros(micros).TryFormat(destination, out var written, Format, CultureInfo.InvariantCulture) ? written : 0;

    internal static string Of(long micros) => Clock.FromMicros(micros).ToString(Format, CultureInfo.InvariantCulture);
}
