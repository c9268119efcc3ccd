using System.Text;
using JobLogs.Protocol.Entries;

namespace JobLogs.Tests.Protocol.Entries;

/// <summary>Reads whole bodies for the tests.</summary>
internal static class Bodies
{
    public static List<ReadEntry> Ndjson(string body, EntryLimits? limits = null) =>
        Read(Encoding.UTF8.GetBytes(body), EntryFormat.Ndjson, out _, limits);

    public static List<ReadEntry> Json(string body, EntryLimits? limits = null)
    {
        List<ReadEntry> entries = Read(Encoding.UTF8.GetBytes(body), EntryFormat.SingleOrArray, out string? unreadable, limits);
        unreadable.ShouldBeNull();
        return entries;
    }

    /// <summary>Reads one entry in each of the three ways in which it can be sent, which must agree.</summary>
    public static ReadEntry One(string entry, EntryLimits? limits = null)
    {
        ReadEntry line = Ndjson(entry, limits).ShouldHaveSingleItem();
        Json(entry, limits).ShouldHaveSingleItem().ShouldBe(line);
        Json($"[{entry}]", limits).ShouldHaveSingleItem().ShouldBe(line);
        line.Line.ShouldBe(1);
        return line;
    }

    public static string Unreadable(string body)
    {
        Read(Encoding.UTF8.GetBytes(body), EntryFormat.SingleOrArray, out string? unreadable);
        return unreadable.ShouldNotBeNull();
    }

    public static List<ReadEntry> Read(byte[] body, EntryFormat format, out string? unreadable, EntryLimits? limits = null)
    {
        using var scratch = new EntryScratch();
        var reader = new EntryReader(body, format, scratch, limits ?? EntryLimits.Default);
        var entries = new List<ReadEntry>();
        while (reader.Read())
        {
            entries.Add(ReadEntry.From(reader));
        }

        unreadable = reader.UnreadableDetail;
        return entries;
    }
}
