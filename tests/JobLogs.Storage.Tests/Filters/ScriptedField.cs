using System.Diagnostics.CodeAnalysis;
using System.Text;
using JobLogs.Storage.Filters;
using JobLogs.Storage.Model;

namespace JobLogs.Storage.Tests.Filters;

/// <summary>An added field that compares its value with one field of entries, as text.</summary>
internal sealed class ScriptedField(string name, EntryFields reads, ScriptedField.Comparison matches) : FilterField<string>
{
    public delegate bool Comparison(in EntryView entry, string value);

    /// <summary>One for each field that only added fields look at, and two of the others.</summary>
    public static IReadOnlyList<ScriptedField> All { get; } =
    [
        new("slower_than", EntryFields.Duration, (in entry, value) => entry.DurationMs > int.Parse(value)),
        new("details_have", EntryFields.Details, (in entry, value) => entry.Details.IndexOf(Encoding.UTF8.GetBytes(value)) >= 0),
        new("trace", EntryFields.TraceId, (in entry, value) => entry.TraceId.SequenceEqual(Encoding.UTF8.GetBytes(value))),
        new("span", EntryFields.SpanId, (in entry, value) => entry.SpanId.SequenceEqual(Encoding.UTF8.GetBytes(value))),
        new("exception_has", EntryFields.Exception, (in entry, value) => entry.Exception.IndexOf(Encoding.UTF8.GetBytes(value)) >= 0),
        new("seq_ends_in", EntryFields.None, (in entry, value) => entry.Seq % 10 == int.Parse(value)),
    ];

    public override string Name => name;

    public override string Description => "A field of tests.";

    public override EntryFields Reads => reads;

    /// <summary>A filter's conditions, one for each field that is named.</summary>
    public static EntryConditions Of(params (string Field, string Value)[] values) => new(values.Select(value =>
        All.First(field => field.Name == value.Field).TryMake(value.Value, out var condition, out var fault) ? condition : throw new ArgumentException(fault, nameof(values))));

    protected override bool TryRead(string text, [MaybeNullWhen(false)] out string value, [NotNullWhen(false)] out string? fault)
    {
        value = text;
        fault = text == "wrong" ? "is wrong." : null;
        return fault is null;
    }

    protected override bool Matches(in EntryView entry, string value) => matches(entry, value);
}
