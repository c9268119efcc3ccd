using System.Text.Json;
using JobLogs.Server.Http;
using JobLogs.Server.Secrets;

namespace JobLogs.Server.Alerts.Notifiers;

/// <summary>Checks a notifier's settings, field by field.</summary>
internal static class NotifierFields
{
    private const int MostTexts = 50;

    /// <summary>Notes what is wrong with a field.</summary>
    /// <param name="before">The settings as they are kept.</param>
    public static void Check(JsonFields fields, NotifierField field, JsonElement before)
    {
        var isThere = field switch
        {
            { IsList: true } => CheckList(fields, field),
            { Range: { } range } => fields.Integer(field.Name, range.Min, range.Max) is not null,
            { Words: { } words } => fields.Word(field.Name, words) is not null,
            _ => CheckText(fields, field, before),
        };
        if (field.Required && !isThere && !fields.IsWrong(field.Name))
        {
            fields.Wrong(field.Name, $"is required: {field.Description}.");
        }
    }

    private static bool CheckText(JsonFields fields, NotifierField field, JsonElement before)
    {
        if (fields.Text(field.Name) is not { Length: > 0 } text)
        {
            return false;
        }

        if (text.Length > NotifierField.MaxLength)
        {
            fields.Wrong(field.Name, $"is {text.Length} characters long; at most {NotifierField.MaxLength} are taken.");
        }
        else if (text.Any(char.IsControl))
        {
            fields.Wrong(field.Name, "has a control character, such as a line feed; leave it out.");
        }
        else if (field.Secret && text == SecretParameters.Mask && !(before.TryGetProperty(field.Name, out var kept) && SecretParameters.IsSealed(kept)))
        {
            fields.Wrong(field.Name, "is \"***\", which keeps a secret value, and there is none yet. Send the value.");
        }

        return true;
    }

    private static bool CheckList(JsonFields fields, NotifierField field)
    {
        if (!fields.TryGet(field.Name, JsonValueKind.Array, "an array of strings", out var array))
        {
            return false;
        }

        var texts = fields.Texts(field.Name, array);
        if (texts.Length > MostTexts)
        {
            fields.Wrong(field.Name, $"has {texts.Length} elements; at most {MostTexts} are taken.");
        }

        return texts.Length > 0;
    }
}
