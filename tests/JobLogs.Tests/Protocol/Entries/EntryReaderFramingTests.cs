using System.Text;
using JobLogs.Protocol.Entries;

namespace JobLogs.Tests.Protocol.Entries;

public sealed class EntryReaderFramingTests
{
    private const string Good = "{\"message\":\"ok\"}";

    [Theory]
    [InlineData("", "")]
    [InlineData("\n\n", "")]
    [InlineData(" \t\r\n", "")]
    [InlineData(Good, "1")]
    [InlineData(Good + "\n", "1")]
    [InlineData(Good + "\r\n" + Good + "\r\n", "1 2")]
    [InlineData("\n \r\n" + Good + "\n\n" + Good, "3 5")]
    [InlineData("\uFEFF" + Good + "\n" + Good, "1 2")]
    [InlineData("  " + Good + "  \n", "1")]
    [InlineData(Good + "\nnot json\n" + Good, "1 2:invalid_json 3")]
    [InlineData(Good + "\n{\"message\":\"cut", "1 2:invalid_json")]
    [InlineData(Good + Good + "\n" + Good, "1:invalid_json 2")]
    [InlineData(Good + ",\n" + Good, "1:invalid_json 2")]
    [InlineData("[" + Good + "]\n42\n\"x\"\nnull\ntrue\n" + Good, "1:not_an_object 2:not_an_object 3:not_an_object 4:not_an_object 5:not_an_object 6")]
    [InlineData("[" + Good + "\n42 43\n" + Good, "1:invalid_json 2:invalid_json 3")]
    [InlineData("{\"message\":\"a\nb\"}", "1:invalid_json 2:invalid_json")]
    [InlineData("{'message':'x'}", "1:invalid_json")]
    [InlineData("{\"message\":\"\\x\"}", "1:invalid_json")]
    [InlineData("{\"message\":\"\\u12\"}", "1:invalid_json")]
    [InlineData("{\"message\":\"x\",}", "1:invalid_json")]
    [InlineData("{\"message\":\"x\"} // why", "1:invalid_json")]
    [InlineData("{}", "1:missing_message")]
    public void Ndjson_lines_stand_for_themselves(string body, string expected) =>
        Summary(Bodies.Ndjson(body)).ShouldBe(expected);

    [Theory]
    [InlineData("[]", "")]
    [InlineData(" [ ] ", "")]
    [InlineData("\uFEFF[" + Good + "]", "1")]
    [InlineData(Good + "\n", "1")]
    [InlineData("{\"message\":\n\"ok\"\r\n}", "1")]
    [InlineData("[" + Good + ",\n" + Good + "]\n", "1 2")]
    [InlineData("[" + Good + ",42,[1,[2]],null,\"x\",{\"a\":{\"b\":[1]}}," + Good + "]", "1 2:not_an_object 3:not_an_object 4:not_an_object 5:not_an_object 6:unknown_key 7")]
    [InlineData("[{\"message\":\"x\",\"level\":{\"deep\":[{}]},\"step\":\"s\"}," + Good + "]", "1:invalid_value 2")]
    [InlineData("[{\"message\":\"x\",\"details\":{\"a\":{\"b\":1,\"b\":2},\"c\":[{}]}}," + Good + "]", "1:duplicate_key 2")]
    [InlineData("{}", "1:missing_message")]
    public void Elements_stand_for_themselves(string body, string expected) =>
        Summary(Bodies.Json(body)).ShouldBe(expected);

    [Theory]
    [InlineData("", "empty")]
    [InlineData(" \n", "empty")]
    [InlineData("\uFEFF", "empty")]
    [InlineData("42", "a number")]
    [InlineData("\"x\"", "a string")]
    [InlineData("null", "null")]
    [InlineData("{", "not JSON")]
    [InlineData("[", "not JSON")]
    [InlineData("[" + Good, "not JSON")]
    [InlineData("[" + Good + ",]", "not JSON")]
    [InlineData("[" + Good + "]]", "not JSON")]
    [InlineData("[" + Good + ",{\"message\":\"\\q\"}]", "not JSON")]
    [InlineData("[{\"unknown\":1,\"x\":}]", "not JSON")]
    [InlineData("<html>", "not JSON")]
    [InlineData(Good + Good, "not JSON")]
    [InlineData(Good + "\n" + Good, "application/x-ndjson")]
    public void A_body_that_is_no_json_is_unreadable_as_a_whole(string body, string why) =>
        Bodies.Unreadable(body).ShouldContain(why);

    [Fact]
    public void The_place_of_a_mistake_is_told()
    {
        Bodies.Ndjson("{\"message\":oops}")[0].Detail.ShouldNotBeNull().ShouldContain("byte 12");
        Bodies.Unreadable("[\n{\"message\":oops}]").ShouldContain("line 2, byte 12");
    }

    [Fact]
    public void A_line_that_is_not_utf8_is_refused_alone()
    {
        byte[] body = [.. Encoding.UTF8.GetBytes(Good + "\n{\"message\":\""), 0xC3, 0x28, .. Encoding.UTF8.GetBytes("\"}\n" + Good)];
        Summary(Bodies.Read(body, EntryFormat.Ndjson, out _)).ShouldBe("1 2:invalid_utf8 3");
    }

    [Fact]
    public void An_element_that_is_not_utf8_is_refused_alone()
    {
        byte[] body = [.. Encoding.UTF8.GetBytes("[" + Good + ",{\"message\":\""), 0xED, 0xA0, 0x80, .. Encoding.UTF8.GetBytes("\"}," + Good + "]")];
        Summary(Bodies.Read(body, EntryFormat.SingleOrArray, out string? unreadable)).ShouldBe("1 2:invalid_utf8 3");
        unreadable.ShouldBeNull();
    }

    [Fact]
    public void Nothing_comes_after_the_end()
    {
        using var scratch = new EntryScratch();
        var reader = new EntryReader("{\"message\":\"ok\"}"u8, EntryFormat.SingleOrArray, scratch, EntryLimits.Default);
        reader.Read().ShouldBeTrue();
        reader.Read().ShouldBeFalse();
        reader.Read().ShouldBeFalse();
        reader.IsUnreadable.ShouldBeFalse();
    }

    [Fact]
    public void A_very_deep_element_is_refused_alone()
    {
        string deep = new string('[', 100_000) + new string(']', 100_000);
        Summary(Bodies.Json($"[{deep},{{\"message\":{deep}}},{Good}]")).ShouldBe("1:not_an_object 2:invalid_value 3");
    }

    private static string Summary(IEnumerable<ReadEntry> entries) =>
        string.Join(' ', entries.Select(entry => entry.Code is null ? $"{entry.Line}" : $"{entry.Line}:{entry.Code}"));
}
