package io.spadework.launch;

import java.util.function.BiConsumer;
import java.util.function.Function;

import org.eclipse.jface.viewers.CellEditor;
import org.eclipse.jface.viewers.EditingSupport;
import org.eclipse.jface.viewers.TableViewer;
import org.eclipse.jface.viewers.TextCellEditor;
import org.eclipse.swt.SWT;

/**
 * Lets the values in a table's column be changed as text, with a click or with F2.
 *
 * @param <T> what the table lists
 */
public final class TextEditing<T> extends EditingSupport {

	private final CellEditor editor;
	private final Class<T> type;
	private final Function<T, String> value;
	private final BiConsumer<T, String> change;

	/**
	 * For a column.
	 *
	 * @param column the column's number, from 0
	 * @param change called with the new text, without blanks around it, where it is another one
	 */
	public TextEditing(TableViewer table, int column, Class<T> type, Function<T, String> value, BiConsumer<T, String> change) {
		super(table);
		editor = new TextCellEditor(table.getTable());
		this.type = type;
		this.value = value;
		this.change = change;
		table.getTable().addListener(SWT.KeyDown, event -> {
			if (event.keyCode == SWT.F2 && !table.getStructuredSelection().isEmpty()) {
				table.editElement(table.getStructuredSelection().getFirstElement(), column);
			}
		});
	}

	@Override
	protected CellEditor getCellEditor(Object element) {
		return editor;
	}

	@Override
	protected boolean canEdit(Object element) {
		return true;
	}

	@Override
	protected Object getValue(Object element) {
		return value.apply(type.cast(element));
	}

	@Override
	protected void setValue(Object element, Object text) {
		String stated = String.valueOf(text).strip();
		if (!stated.equals(value.apply(type.cast(element)))) {
			change.accept(type.cast(element), stated);
		}
	}
}
