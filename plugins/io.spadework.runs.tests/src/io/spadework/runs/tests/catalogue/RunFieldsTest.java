package io.spadework.runs.tests.catalogue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.spadework.runs.RunNotes;
import io.spadework.runs.catalogue.RunEntry;
import io.spadework.runs.catalogue.RunField;
import io.spadework.runs.catalogue.RunFields;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RunFieldsTest {

	private static final RunEntry A = Entries.of("run-9", "finished", Map.of("ngf", "64", "batch", "4"), Map.of("fid@0f71824f", 35.0, "loss/G/total", 2.5), RunNotes.NONE.withStar(true));
	private static final RunEntry B = Entries.of("run-10", "failed", Map.of("ngf", "8", "batch", "4", "extra", "1"), Map.of("fid@0f71824f", Double.NaN, "loss/G/total", 12.0), RunNotes.NONE);
	private static final RunEntry C = Entries.of("run-11", "unreadable", Map.of(), Map.of("kid@0f71824f", 1.0, "kid@5cee17b9", 2.0), RunNotes.NONE);

	@Test
	void settings_in_which_runs_differ_are_told_from_the_others() {
		RunFields fields = RunFields.of(List.of(A, B, C));
		assertTrue(fields.differs(field(fields, "ngf")));
		assertTrue(fields.differs(field(fields, "extra")), "only one has it");
		assertFalse(fields.differs(field(fields, "batch")), "a run that can't be read is no difference");
	}

	@Test
	void unlike_protocols_never_share_a_column() {
		RunFields fields = RunFields.of(List.of(A, B, C));
		assertEquals(List.of("kid@0f71824f", "kid@5cee17b9"), fields.named("kid").stream().map(RunField::title).toList());
		assertEquals(List.of("fid"), fields.named("fid").stream().map(RunField::title).toList());
		assertEquals(List.of("best fid"), fields.named("fid.best").stream().map(RunField::title).toList());
		assertEquals(List.of(), fields.named("nothing"));
		assertEquals(List.of("starred", "name", "status", "steps", "started", "duration", "fid@0f71824f", "kid@0f71824f", "kid@5cee17b9", "loss/G/total", "tag", "notes"),
				fields.chief().stream().map(RunField::word).toList());
	}

	@Test
	void a_metric_need_not_be_typed_with_the_network_that_looks() {
		RunFields fields = RunFields.of(List.of(Entries.of("run-1", "finished", Map.of(), Map.of("frechet_distance[inception]@0f71824f", 1.0, "frechet_distance[vgg]@5cee17b9", 2.0), RunNotes.NONE)));
		assertEquals(List.of("best frechet_distance[inception]", "best frechet_distance[vgg]"), fields.named("frechet_distance.best").stream().map(RunField::title).toList());
		assertEquals(List.of("frechet_distance[vgg]"), fields.named("frechet_distance[vgg]").stream().map(RunField::title).toList());
		assertEquals(List.of(), fields.named("frechet"));
	}

	@Test
	void sorting_counts_as_people_do_and_puts_what_is_missing_last() {
		RunFields fields = RunFields.of(List.of(A, B, C));
		assertEquals(List.of(A, B, C), List.of(C, B, A).stream().sorted(field(fields, "name").order(false)).toList());
		assertEquals(List.of(B, A, C), List.of(C, A, B).stream().sorted(field(fields, "loss/G/total").order(true)).toList());
		assertEquals(List.of(B, A, C), List.of(C, A, B).stream().sorted(field(fields, "ngf").order(false)).toList(), "8 is less than 64");
		assertEquals(A, List.of(C, B, A).stream().sorted(field(fields, "fid@0f71824f").order(true)).toList().get(0), "not a number is no best value");
		assertEquals(A, List.of(C, B, A).stream().sorted(field(fields, "starred").order(false)).toList().get(0));
	}

	@Test
	void values_are_short_for_people() {
		RunFields fields = RunFields.of(List.of(A, B, C));
		assertEquals("1:30 h", field(fields, "duration").text(A));
		assertEquals("34", field(fields, "fid@0f71824f.best").text(A));
		assertEquals("NaN", field(fields, "fid@0f71824f").text(B));
		assertEquals("", field(fields, "fid@0f71824f").text(C));
		assertEquals("2.500", field(fields, "loss/G/total").text(A));
		assertEquals("64", field(fields, "ngf").text(A));
	}

	private static RunField field(RunFields fields, String word) {
		return fields.named(word).get(0);
	}
}
