using JobLogs.Testing.Search;

namespace JobLogs.Storage.Tests.Elasticsearch;

public sealed class ElasticsearchDocumentTests() : CopyDocumentContract(SearchProduct.Elasticsearch);
