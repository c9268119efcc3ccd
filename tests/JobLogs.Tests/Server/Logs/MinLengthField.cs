using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using JobLogs.Storage.Filters;
using JobLogs.Storage.Model;

namespace JobLogs.Tests.Server.Logs;

/// <summary>An added field: the message has at least so many bytes.</summary>
internal sealed class MinLengthField : FilterField<int>
{
    public override string Name => "min_length";

    public override string Description => "The message has at least so many bytes.";

    public override EntryFields Reads => EntryFields.Message;

    public static EntryConditions AtLeast(int length) =>
        new([new MinLengthField().TryMake($"{length}", out var condition, out _) ? condition : throw new ArgumentOutOfRangeException(nameof(length))]);

    protected override bool TryRead(string text, out int value, [NotNullWhen(false)] out string? fault)
    {
        fault = int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out value) ? null : "is not a number of bytes, such as 20.";
        return fault is null;
    }

    protected override bool Matches(in EntryView entry, int value) => entry.Message.Length >= value;
}
