using System.Buffers.Text;
using System.Diagnostics;
using System.Text;
using JobLogs.Load.Entries;

namespace JobLogs.Load.Following;

/// <summary>
/// The moment of sending, inside the message, so that whoever receives an entry knows its age without looking anything up.
/// Sender and receiver are one process and share its clock, <see cref="Stopwatch"/>.
/// </summary>
internal static class Stamp
{
    private const int Digits = 19;

    private static ReadOnlySpan<byte> Mark => "sent-at "u8;

    /// <summary>A request with one entry, whose message can be stamped.</summary>
    public static byte[] Entry()
    {
        var message = $"sent-at {new string('0', Digits)} ".PadRight(SampleEntries.MessageBytes, '.');
        return Encoding.ASCII.GetBytes($"{{\"level\":\"INFO\",\"message\":\"{message}\",\"step\":\"paper_search\",\"duration_ms\":1500}}\n");
    }

    /// <summary>Where in <paramref name="text"/> a stamp's digits are; -1 when there is none.</summary>
    public static int Find(ReadOnlySpan<byte> text)
    {
        var at = text.IndexOf(Mark);
        return at < 0 || text.Length - at < Mark.Length + Digits ? -1 : at + Mark.Length;
    }

    /// <summary>Puts a moment where a stamp's digits are.</summary>
    public static void Write(Span<byte> digits, long moment) => Utf8Formatter.TryFormat(moment, digits, out _, new('D', Digits));

    /// <summary>Reads the moment from a stamp's digits.</summary>
    public static long Read(ReadOnlySpan<byte> digits) => Utf8Parser.TryParse(digits[..Digits], out long moment, out _) ? moment : 0;
}
